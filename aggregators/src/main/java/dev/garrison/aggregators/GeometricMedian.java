package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.WeightedSums;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;

/**
 * The point with the least sum of distances to the rows, by the smoothed Weiszfeld iteration.
 *
 * <p>Shapes: n rows of length d in, one out. Formula: z ← Σ w_i x_i / Σ w_i with w_i = 1/max(ν,
 * ‖x_i − z‖), from the medoid (the row with the least sum of distances), until a step is no longer
 * than {@code tolerance} times the median of the ‖x_i − z‖, or for {@code iterations}. ν is {@code
 * nu} times the median of the distances to the medoid, so that the result scales with the rows. The
 * first step is Vardi and Zhang's, since Weiszfeld's stalls at a row; if the medoid is the
 * geometric median already it is the output. (ByzFL and RFA start at the mean and take an absolute
 * ν.)
 *
 * <p>Requirement: n ≥ 2f + 1. Ties of the medoid: the lowest worker id. Rows with a non-finite
 * entry are excluded and each spends one of the f; rows so far apart that the distance overflows
 * are measured in double; distances below 1e-19 per coordinate count as zero.
 *
 * <p>Inputs are not modified; parallel over blocks of columns, one call at a time. Cost: 3·d·n(n −
 * 1)/2 + 2·d·n operations, two readings of n·d floats, n² per iteration; where distances in float
 * are too coarse, because one row is far away or the median at a row, d·n(n + 1) more in double, as
 * often again as the medoid turns out to be another row.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if too few finite rows came; {@link
 * IllegalArgumentException} if {@code out} does not fit or is a row.
 *
 * <p>Paper: Pillutla, Kakade, Harchaoui, Robust Aggregation for Federated Learning, IEEE
 * Transactions on Signal Processing 70, 2022.
 */
@Plugin(
    name = "geometric-median",
    aliases = {"rfa", "geomed"},
    summary = "the point with the least sum of distances to the rows",
    paper = "Pillutla et al. 2022, Robust Aggregation for Federated Learning, IEEE TSP")
@Requires(perF = 2, plus = 1)
public final class GeometricMedian implements Aggregator {
  private final MeasuredRows rows;
  private final RowGeometry geometry = new RowGeometry();
  private final Weiszfeld weiszfeld;

  /**
   * @param cohort n ≥ 2f + 1
   * @param nu ν in medians of the distances to the medoid, more than 0
   */
  public GeometricMedian(
      Cohort cohort,
      @Arg(name = "iterations", value = "100", min = 1, help = "most iterations") int iterations,
      @Arg(
              name = "tolerance",
              value = "1e-6",
              min = 0,
              help = "length of the last step, in medians of the distances to the rows")
          double tolerance,
      @Arg(
              name = "nu",
              value = "1e-6",
              min = 0,
              help = "least distance that counts, in medians of the distances to the medoid")
          double nu) {
    if (!(nu > 0)) {
      throw new IllegalArgumentException("geometric-median: needs nu > 0, got " + nu);
    }
    this.rows = new MeasuredRows(GeometricMedian.class, cohort);
    this.weiszfeld = new Weiszfeld(geometry, nu, tolerance, iterations);
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    rows.measure(proposals);
    geometry.measure(rows.all(), rows::squaredDistance);
    WeightedSums.sum(weiszfeld.weights(), rows.all(), out);
  }
}
