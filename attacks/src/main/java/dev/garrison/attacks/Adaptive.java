package dev.garrison.attacks;

import dev.garrison.aggregators.Bulyan;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.MultiKrum;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.Seed;
import java.util.Optional;

/**
 * Directed deviation: against the direction the honest workers want to go in, at every coordinate,
 * as far as the kind of rule at hand lets through.
 *
 * <p>Shapes: h ≥ 1 honest rows, b forged rows of length d; they are the same against Krum.
 *
 * <p>Formula, with μ the honest rows' coordinate-wise mean and s = sign(μ). Against {@code krum}:
 * {@code −λ·s}, λ the first that Krum for the declared n and f would select, halving from {@code
 * √(min_l Σ D_l² / ((n − 2f − 1)·‖s‖²)) + max_l ‖x_l‖/‖s‖}, D_l the n − f − 2 least distances from
 * row l to honest ones. Against {@code trimmed-mean}: uniform between the value farthest against s
 * that an honest row has and the value twice as far against it, or half as far where that one lies
 * on the other side of 0: with s = 1 and m the least honest value, in [m/2, m] for m &gt; 0 and in
 * [2m, m] else; with s = −1 and m the greatest, in [m, 2m] for m &gt; 0 and in [m, m/2] else; μ
 * where s = 0.
 *
 * <p>Without {@code against}, that of {@code krum} where the rule is krum, multi-krum or bulyan,
 * whatever pre-aggregators there are, else that of {@code trimmed-mean}. The rule is not run. The
 * paper stops halving λ at 1e-5; here it is halved up to 30 times, and the last one sent.
 *
 * <p>Non-finite honest values: not counted as least or greatest, 0 where none is finite; against
 * Krum, λ then is 0. The view is not modified. One call at a time; the same bits for every number
 * of threads; the draws are of the seed, the step and the row. Cost: O(hd + bd), against Krum
 * O(h²d).
 *
 * <p>Paper: Fang, Cao, Jia, Gong 2020, "Local Model Poisoning Attacks to Byzantine-Robust Federated
 * Learning", the attacks with full knowledge.
 */
@Plugin(
    name = "adaptive",
    aliases = "fang",
    summary = "against the honest direction, as far as Krum or the trimmed mean let through",
    paper =
        "Fang et al. 2020, Local Model Poisoning Attacks to Byzantine-Robust Federated Learning,"
            + " USENIX Security")
public final class Adaptive implements ColludingAttack {
  /** Kinds of rules. */
  public enum Against {
    /** Those that select rows by distance. */
    KRUM,
    /** Those that look at each coordinate. */
    TRIMMED_MEAN
  }

  private final Optional<Against> against;
  private final HonestSpread spread = new HonestSpread();
  private final AgainstKrum krum = new AgainstKrum();
  private final AgainstTrimmedMean trimmedMean;

  /**
   * @param against kind of rule; that of the rule at hand when empty
   * @param seed of the draws
   */
  public Adaptive(
      @Arg(name = "against", help = "kind of rule; unset: that of the rule at hand")
          Optional<Against> against,
      Seed seed) {
    this.against = against;
    this.trimmedMean = new AgainstTrimmedMean(seed);
  }

  @Override
  public void forge(AdversaryView view, float[][] forged) {
    spread.computeMean(view.honest());
    if (against.orElseGet(() -> kind(view)) == Against.KRUM) {
      krum.forge(view, spread.mean(), forged);
    } else {
      trimmedMean.forge(view.honest(), spread.mean(), forged);
    }
  }

  static Against kind(AdversaryView view) {
    Object rule = view.defence().rule();
    return rule instanceof Krum || rule instanceof MultiKrum || rule instanceof Bulyan
        ? Against.KRUM
        : Against.TRIMMED_MEAN;
  }
}
