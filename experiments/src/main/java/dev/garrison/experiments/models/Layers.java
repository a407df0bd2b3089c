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

  /** One more layer. */
  Layers and(Layer layer) {
    return new Layers(start, ImmutableList.<Layer>builder().addAll(layers).add(layer).build());
  }

  /** Whether examples can pass through every layer. */
  boolean fits(DataShape data) {
    return outputShape(data.input()).isPresent();
  }

  /** As {@link Layer#outputShape}, of all layers. */
  Optional<List<Integer>> outputShape(List<Integer> input) {
    Optional<List<Integer>> shape = Optional.of(input);
    for (Layer layer : layers) {
      shape = shape.flatMap(layer::outputShape);
    }
    return shape;
  }

  ImmutableList<Weight> weights(DataShape data) {
    return weights(data.input());
  }

  /** As {@link Layer#weights}, of all layers. */
  ImmutableList<Weight> weights(List<Integer> input) {
    ImmutableList.Builder<Weight> weights = ImmutableList.builder();
    List<Integer> shape = input;
    for (Layer layer : layers) {
      weights.addAll(layer.weights(shape));
      shape = after(layer, shape);
    }
    return weights.build();
  }

  Operand<TFloat32> outputs(
      Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
    return outputs(tf, inputs, data.input(), weights.iterator());
  }

  /** As {@link Layer#apply}, of all layers. */
  Operand<TFloat32> outputs(
      Ops tf, Operand<TFloat32> inputs, List<Integer> input, Iterator<Operand<TFloat32>> weights) {
    return through(
        input,
        inputs,
        (number, values, shape) -> layers.get(number).apply(tf, values, shape, weights));
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
        data.input(),
        inputs,
        (number, values, shape) -> {
          Operand<TInt64> own = tf.stack(List.of(seed, tf.constant((long) number)));
          return layers.get(number).train(tf, values, shape, next, own);
        });
  }

  /** What adds a layer to a graph. */
  private interface Step {
    Operand<TFloat32> add(int number, Operand<TFloat32> values, List<Integer> shape);
  }

  private Operand<TFloat32> through(List<Integer> input, Operand<TFloat32> inputs, Step step) {
    List<Integer> shape = input;
    Operand<TFloat32> values = inputs;
    for (int number = 0; number < layers.size(); number++) {
      values = step.add(number, values, shape);
      shape = after(layers.get(number), shape);
    }
    return values;
  }

  private static List<Integer> after(Layer layer, List<Integer> shape) {
    return layer
        .outputShape(shape)
        .orElseThrow(
            () -> new IllegalArgumentException("data: too small or no image, got " + shape));
  }
}
