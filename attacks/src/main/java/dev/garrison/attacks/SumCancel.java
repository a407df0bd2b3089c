package dev.garrison.attacks;

import dev.garrison.core.Plugin;

/**
 * Brings the sum of all rows to zero, so that an average does not move.
 *
 * <p>Shapes: h ≥ 1 rows of others, b forged rows of length d. Formula: every forged row is {@code
 * −(1/b) Σ x_i} over the others' rows, rounded to float: with b = 1 minus their sum. What is left
 * of the mean is the rounding of these floats.
 *
 * <p>Non-finite values of others propagate: NaN where a row has NaN. A sum beyond the largest float
 * is an infinity. The view is not modified. One call at a time; the same bits for every number of
 * threads. Cost: O(hd).
 *
 * <p>Paper: that one arbitrary row decides a linear rule is Blanchard et al. 2017, "Machine
 * Learning with Adversaries", lemma 1.
 */
@Plugin(
    name = "sum-cancel",
    summary = "minus the sum of the others' gradients: an average of all is zero",
    paper =
        "Blanchard et al. 2017, Machine Learning with Adversaries: Byzantine Tolerant Gradient"
            + " Descent (lemma 1)")
public final class SumCancel implements ColludingAttack {
  private final HonestMoments moments = new HonestMoments();

  /** The attack. */
  public SumCancel() {}

  @Override
  public void forge(AdversaryView view, float[][] forged) {
    moments.combine(view.honest(), -(double) view.honest().count() / forged.length, 0, forged);
  }
}
