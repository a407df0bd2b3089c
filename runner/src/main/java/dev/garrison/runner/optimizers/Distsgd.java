package dev.garrison.runner.optimizers;

import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.util.Optional;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * Distributed gradient descent with momentum at the workers.
 *
 * <p>Worker: {@code v ← β·v + (1−β)·g}, v₀ = 0; it proposes v. Server: {@code x ← x − η·V}, with V
 * the aggregate a for {@code reduce:mean}, and n·a for {@code reduce:sum}, n the number of
 * proposals that came at this step, forged ones and those that the rule left out included. With the
 * rule {@code average} n·a is the sum of what came; another rule's output stands for the mean in
 * its place. The sum is made by multiplying the rate, {@code x ← x − (η·n)·a}.
 *
 * <p>No slots: the momentum is the workers'. Values that are not finite go into the parameters.
 * Cost: one pass over d elements.
 *
 * <p>Paper: the baseline of Bernstein et al. 2018, signSGD: compressed optimisation for non-convex
 * problems (ICML).
 */
@Plugin(
    name = "distsgd",
    summary = "Gradient descent with momentum at the workers; mean or sum of what they send",
    paper =
        "the baseline of Bernstein et al. 2018, signSGD: compressed optimisation for non-convex"
            + " problems (ICML)")
public final class Distsgd implements Optimizer {
  /** What is made of the proposals. */
  public enum Reduce {
    /** The aggregate as it is. */
    MEAN,
    /** The aggregate times the number of proposals. */
    SUM
  }

  private final float momentum;
  private final Reduce reduce;

  /**
   * @param momentum β
   * @param reduce mean or sum
   */
  public Distsgd(
      @Arg(
              name = "momentum",
              value = "0",
              min = 0,
              help = "share β of the old momentum, kept by the workers; below 1")
          float momentum,
      @Arg(
              name = "reduce",
              value = "mean",
              help = "mean: x moves by the rate times the aggregate; sum: times the proposals too")
          Reduce reduce) {
    this.momentum = (float) Rules.belowOne("momentum", momentum);
    this.reduce = reduce;
  }

  @Override
  public ImmutableMap<String, Float> slots() {
    return ImmutableMap.of();
  }

  @Override
  public float workerMomentum() {
    return momentum;
  }

  @Override
  public float rateFactor(int proposals) {
    return reduce == Reduce.SUM ? proposals : 1;
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
