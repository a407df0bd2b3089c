package dev.garrison.runner.optimizers;

import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Plugin;
import java.util.Optional;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * Stochastic gradient descent.
 *
 * <p>{@code x ← x − η·a}, for the aggregated gradient a and the learning rate η. No slots. Values
 * that are not finite go into the parameters. Cost: one pass over d elements.
 */
@Plugin(name = "sgd", summary = "Stochastic gradient descent: x ← x − η·a")
public final class Sgd implements Optimizer {
  /** Has no arguments. */
  public Sgd() {}

  @Override
  public ImmutableMap<String, Float> slots() {
    return ImmutableMap.of();
  }

  @Override
  public Optional<SignStep> signStep(float rate) {
    return Optional.of(new SignStep(1, rate));
  }

  @Override
  public Op apply(Ops tf, Update update) {
    return tf.train.resourceApplyGradientDescent(
        update.parameters(), update.learningRate(), update.gradient());
  }
}
