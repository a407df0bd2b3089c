package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.WeightedSums;
import dev.garrison.core.Plugin;

/**
 * The covariance-bound-agnostic filter: weighs rows down along the direction of greatest variance
 * until enough weight is gone, and takes the weighted mean that varied least.
 *
 * <p>Shapes: n rows of length d in, one out. Formula: c_i = 1 at first; while Σ c_i &gt; n − 2f: μ
 * = Σ c_i x_i / Σ c_i; λ, v = the greatest eigenvalue of Σ c_i (x_i − μ)(x_i − μ)ᵀ / Σ c_i and its
 * unit vector; τ_i = ((x_i − μ)·v)²; c_i ← c_i (1 − τ_i / max τ), the maximum over rows with c_i
 * &gt; 0. The output is the μ of least λ, of equal ones the first; with f = 0 the mean. λ and v
 * come from the n×n matrix of inner products and are exact. (ByzFL takes one power step from a
 * random vector.)
 *
 * <p>Requirement: n ≥ 2f + 1. Ties do not matter. Rows with a non-finite entry are excluded and
 * each spends one of the f; rows so far apart that the distance overflows are measured in double;
 * distances below 1e-19 per coordinate count as zero.
 *
 * <p>Inputs are not modified; parallel over blocks of columns, one call at a time. Cost: 3·d·n(n −
 * 1)/2 + 2·d·n operations, two readings of n·d floats; n³ operations for each of up to 2f rounds;
 * with overflow d·n(n + 1) more in double, once or a few times.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if too few finite rows came; {@link
 * IllegalArgumentException} if {@code out} does not fit or is a row.
 *
 * <p>Paper: Allouah, Guerraoui, Stephan, Towards Trustworthy Federated Learning with Untrusted
 * Participants, ICML 2025.
 */
@Plugin(
    name = "caf",
    summary = "weighted mean of least variance, found by filtering along the top eigenvector",
    paper = "Allouah et al. 2025, Trustworthy Federated Learning with Untrusted Participants, ICML")
@Requires(perF = 2, plus = 1)
public final class Caf implements Aggregator {
  private final MeasuredRows rows;
  private final RowGeometry geometry = new RowGeometry();

  /**
   * @param cohort n ≥ 2f + 1
   */
  public Caf(Cohort cohort) {
    this.rows = new MeasuredRows(Caf.class, cohort);
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    rows.measure(proposals);
    float[][] finite = rows.all();
    geometry.measure(finite, rows::squaredDistance);
    double[] weights = new CovarianceFilter(geometry).weights(rows.count() - 2 * rows.f());
    WeightedSums.sum(weights, finite, out);
  }
}
