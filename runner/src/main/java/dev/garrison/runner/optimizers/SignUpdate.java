package dev.garrison.runner.optimizers;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The server's side of signSGD and Signum: {@code x ← x·(1−η·λ) − η·sign(a)}, sign(±0) = 0.
 *
 * @param weightDecay λ
 */
record SignUpdate(float weightDecay) {
  /** The same operations as the graph's, in the same order. */
  Optional<SignStep> step(float rate) {
    return Optional.of(new SignStep(1f - rate * weightDecay, rate));
  }

  Op apply(Ops tf, Update update) {
    Operand<TFloat32> rate = update.learningRate();
    Operand<TFloat32> keep =
        tf.math.sub(tf.constant(1f), tf.math.mul(rate, tf.constant(weightDecay)));
    Operand<TFloat32> kept =
        tf.math.mul(tf.readVariableOp(update.parameters(), TFloat32.class), keep);
    Operand<TFloat32> moved = tf.math.sub(kept, tf.math.mul(rate, tf.math.sign(update.gradient())));
    return tf.assignVariableOp(update.parameters(), moved);
  }
}
