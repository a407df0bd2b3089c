package dev.garrison.experiments.models;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Maximum of every 3×3 square at stride 2, with a row of zeros around the image: for rectified
 * images, whose maxima zeros do not change.
 */
record OverlappingMaxPool() implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return input.size() == 3
        ? Optional.of(List.of((input.get(0) - 1) / 2 + 1, (input.get(1) - 1) / 2 + 1, input.get(2)))
        : Optional.empty();
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    Operand<TInt32> window = tf.array(1, 3, 3, 1);
    return tf.nn.maxPool(Zeros.around(tf, input, 1), window, tf.array(1, 2, 2, 1), "VALID");
  }
}
