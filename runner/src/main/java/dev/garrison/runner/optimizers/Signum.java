package dev.garrison.runner.optimizers;

import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.util.Optional;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;

/**
 * Signum: signSGD with momentum at the workers.
 *
 * <p>Worker: {@code v ← β·v + (1−β)·g}, v₀ = 0; it proposes v. Server: {@code x ← x·(1−η·λ) −
 * η·sign(a)}, with weight decay λ and sign(±0) = 0; with the rule {@code majority-vote} a is the
 * vote of the signs of v. No slots: the momentum is the workers'. A NaN goes into the parameters;
 * an infinite value counts by its sign. Cost: about four passes over d elements, for want of a
 * fused operation.
 *
 * <p>Papers: Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems
 * (ICML); Bernstein et al. 2019, signSGD with Majority Vote (ICLR).
 */
@Plugin(
    name = "signum",
    summary = "Signum: steps along the sign of the aggregate, momentum at the workers",
    paper =
        "Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems (ICML)")
public final class Signum implements Optimizer {
  private final float momentum;
  private final SignUpdate update;

  /**
   * @param momentum β
   * @param weightDecay λ
   */
  public Signum(
      @Arg(
              name = "momentum",
              value = "0.9",
              min = 0,
              help = "share β of the old momentum, kept by the workers; below 1")
          float momentum,
      @Arg(name = "weight-decay", value = "0", min = 0, help = "weight decay λ")
          float weightDecay) {
    this.momentum = (float) Rules.belowOne("momentum", momentum);
    this.update = new SignUpdate(weightDecay);
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
  public Optional<SignStep> signStep(float rate) {
    return update.step(rate);
  }

  @Override
  public Op apply(Ops tf, Update graph) {
    return update.apply(tf, graph);
  }
}
