package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Layers one after the other, batch first, images as [height, width, channels]. Immutable, any
 * thread.
 */
final class Layers {
  private final Start start;
  private final ImmutableList<Layer> layers;

  private Layers(Start start, ImmutableList<Layer> layers) {
    this.start = start;
    this.layers = layers;
  }

  /** None yet, those to come with biases of zero. */
  static Layers none() {
    return none(Start.ZERO_BIAS);
  }

  /** None yet, those to come with weights that begin as given. */
  static Layers none(Start start) {
    return new Layers(start, ImmutableList.of());
  }

  /** A full connection with bias, rectified. The input is flattened. */
  Layers denseRelu(String name, int units) {
    return and(new Dense(name, units, true, start)).relu();
  }

  /** A full connection with bias that ends the net. The input is flattened. */
  Layers dense(String name, int units) {
    return and(new Dense(name, units, false, start));
  }

  /** A convolution with bias, stride 1, without padding; some rectifier follows. */
  Layers conv(String name, int side, int filters) {
    return and(new Conv(name, side, filters, false, start));
  }

  /** As {@link #conv}, rectified, padded with zeros so that height and width stay the same. */
  Layers paddedConvRelu(String name, int side, int filters) {
    return and(new Conv(name, side, filters, true, start)).relu();
  }

  /** Maximum of every 2×2 square. */
  Layers maxPool() {
    return and(new MaxPool());
  }

  Layers relu() {
    return and(new Relu());
  }

  /** In training drops values with this probability, in (0, 1). */
  Layers dropout(float rate) {
    return and(new Dropout(rate));
  }

  private Layers and(Layer layer) {
    return new Layers(start, ImmutableList.<Layer>builder().addAll(layers).add(layer).build());
  }

  /** Whether examples can pass through every layer. */
  boolean fits(DataShape data) {
    Optional<List<Integer>> shape = Optional.of(data.input());
    for (Layer layer : layers) {
      shape = shape.flatMap(layer::outputShape);
    }
    return shape.isPresent();
  }

  ImmutableList<Weight> weights(DataShape data) {
    ImmutableList.Builder<Weight> weights = ImmutableList.builder();
    List<Integer> shape = data.input();
    for (Layer layer : layers) {
      weights.addAll(layer.weights(shape));
      shape = layer.outputShape(shape).orElseThrow(() -> misfit(data));
    }
    return weights.build();
  }

  Operand<TFloat32> outputs(
      Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
    Iterator<Operand<TFloat32>> next = weights.iterator();
    return through(
        data, inputs, (number, input, shape) -> layers.get(number).apply(tf, input, shape, next));
  }

  /** As {@link dev.garrison.experiments.StochasticModel#trainingOutputs}. */
  Operand<TFloat32> trainingOutputs(
      Ops tf,
      DataShape data,
      Operand<TFloat32> inputs,
      List<Operand<TFloat32>> weights,
      Operand<TInt64> seed) {
    Iterator<Operand<TFloat32>> next = weights.iterator();
    return through(
        data,
        inputs,
        (number, input, shape) -> {
          Operand<TInt64> own = tf.stack(List.of(seed, tf.constant((long) number)));
          return layers.get(number).train(tf, input, shape, next, own);
        });
  }

  /** What adds a layer to a graph. */
  private interface Step {
    Operand<TFloat32> add(int number, Operand<TFloat32> input, List<Integer> shape);
  }

  private Operand<TFloat32> through(DataShape data, Operand<TFloat32> inputs, Step step) {
    List<Integer> shape = data.input();
    Operand<TFloat32> outputs = inputs;
    for (int number = 0; number < layers.size(); number++) {
      outputs = step.add(number, outputs, shape);
      shape = layers.get(number).outputShape(shape).orElseThrow(() -> misfit(data));
    }
    return outputs;
  }

  private static IllegalArgumentException misfit(DataShape data) {
    return new IllegalArgumentException("data: too small or no image, got " + data.input());
  }
}
