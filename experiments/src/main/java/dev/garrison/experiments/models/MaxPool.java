package dev.garrison.experiments.models;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Maximum of every 2×2 square. */
record MaxPool() implements Layer {
  private static final int POOL = 2;

  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return input.size() == 3 && input.get(0) >= POOL && input.get(1) >= POOL
        ? Optional.of(List.of(input.get(0) / POOL, input.get(1) / POOL, input.get(2)))
        : Optional.empty();
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    Operand<TInt32> window = tf.array(1, POOL, POOL, 1);
    return tf.nn.maxPool(input, window, window, "VALID");
  }
}
