package dev.garrison.experiments.models;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** max(x, 0) of every value. */
record Relu() implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return Optional.of(input);
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    return tf.nn.relu(input);
  }
}
