package dev.garrison.runner.optimizers;

import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.util.Optional;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * signSGD: steps of one length in every coordinate, along the sign of the aggregate.
 *
 * <p>{@code x ← x·(1−η·λ) − η·sign(a)}, with weight decay λ and sign(±0) = 0. No momentum. With the
 * rule {@code majority-vote} a is the vote of the workers' signs already; with another rule the
 * sign is taken of what that gives. No slots. A NaN goes into the parameters; an infinite value
 * counts by its sign. Cost: about four passes over d elements, for want of a fused operation.
 *
 * <p>Paper: Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems (ICML).
 */
@Plugin(
    name = "signsgd",
    summary = "signSGD: steps along the sign of the aggregate",
    paper =
        "Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems (ICML)")
public final class Signsgd implements Optimizer {
  private final SignUpdate update;

  /**
   * @param weightDecay λ
   */
  public Signsgd(
      @Arg(name = "weight-decay", value = "0", min = 0, help = "weight decay λ")
          float weightDecay) {
    this.update = new SignUpdate(weightDecay);
  }

  @Override
  public ImmutableMap<String, Float> slots() {
    return ImmutableMap.of();
  }

  @Override
  public Optional<SignStep> signStep(float rate) {
    return update.step(rate);
  }

  @Override
  public Op apply(Ops tf, Update graph) {
    return update.apply(tf, graph);
  }
}
