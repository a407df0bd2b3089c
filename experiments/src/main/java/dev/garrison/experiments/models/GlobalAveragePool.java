package dev.garrison.experiments.models;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Mean over all positions of an image, channel by channel. */
record GlobalAveragePool() implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return input.size() == 3 ? Optional.of(List.of(input.get(2))) : Optional.empty();
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    return tf.math.mean(input, tf.array(1, 2));
  }
}
