package dev.garrison.experiments.models;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.StatelessRandomUniform;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * In training every value is kept with probability 1 − rate and then divided by 1 − rate, else zero
 * (a value that is not finite gives one that is not finite): the expectation is the value.
 * Elsewhere nothing happens. Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov 2014.
 *
 * @param rate probability with which a value is dropped, in (0, 1)
 */
record Dropout(float rate) implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return Optional.of(input);
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    return input;
  }

  @Override
  public Operand<TFloat32> train(
      Ops tf,
      Operand<TFloat32> input,
      List<Integer> shape,
      Iterator<Operand<TFloat32>> weights,
      Operand<TInt64> seed) {
    Operand<TFloat32> drawn =
        StatelessRandomUniform.create(tf.scope(), tf.shape(input), seed, TFloat32.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant(rate)), TFloat32.class);
    return tf.math.mul(input, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
  }
}
