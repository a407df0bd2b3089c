package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A full connection with bias. The input is flattened. */
record Dense(String name, int units, boolean rectified, Start start) implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return Optional.of(List.of(units));
  }

  @Override
  public List<Weight> weights(List<Integer> input) {
    int features = size(input);
    return List.of(
        new Weight(
            name + "/kernel",
            ImmutableList.of(features, units),
            start.kernel(features, units, rectified)),
        new Weight(name + "/bias", ImmutableList.of(units), start.bias(features)));
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    Operand<TFloat32> flat =
        shape.size() == 1 ? input : tf.reshape(input, tf.array(-1, size(shape)));
    return tf.nn.biasAdd(tf.linalg.matMul(flat, weights.next()), weights.next());
  }

  private static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
