package dev.garrison.experiments.models;

import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** One layer. Shapes are those of one example, without the batch. Immutable, any thread. */
interface Layer {
  /** Shape of what comes out; empty if such an input cannot go in. */
  Optional<List<Integer>> outputShape(List<Integer> input);

  /** Its weights, in the order in which {@link #apply} takes them. */
  default List<Weight> weights(List<Integer> input) {
    return List.of();
  }

  /** Adds it to a graph that computes outputs. */
  Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights);

  /**
   * Adds it to a graph that computes gradients.
   *
   * @param seed two numbers of this layer's own, for what it draws
   */
  default Operand<TFloat32> train(
      Ops tf,
      Operand<TFloat32> input,
      List<Integer> shape,
      Iterator<Operand<TFloat32>> weights,
      Operand<TInt64> seed) {
    return apply(tf, input, shape, weights);
  }
}
