package dev.garrison.aggregators;

import com.google.common.base.Joiner;
import dev.garrison.aggregators.kernels.CentreDistances;
import dev.garrison.aggregators.kernels.RowMeans;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.util.OptionalInt;

/**
 * The mean of the rows nearest to that of a trusted worker.
 *
 * <p>Shapes: n rows of length d in, one out. Formula: the mean of the n − f rows of least ‖x_i −
 * x_t‖, x_t itself among them, summed from the nearest outwards; t is worker {@code trusted}, one
 * of the {@link TrustedWorkers}. In the paper each worker aggregates so around its own row; a
 * server needs one worker it can trust.
 *
 * <p>Requirement: n ≥ 2f + 1; worker t is honest and its row has come, finite. It is known by its
 * id, so no pre-aggregator may merge rows. Ties: the trusted row, then the lowest worker id. Rows
 * with a non-finite entry are excluded and each spends one of the f; distances do not overflow;
 * those below 1e-19 per coordinate count as zero. Rows not averaged are excluded.
 *
 * <p>Inputs are not modified; parallel over blocks of columns, one call at a time. Cost: 3·n·d + (n
 * − f)·d operations, two readings of n·d floats.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if too few finite rows came or the trusted one is
 * not among them; {@link IllegalArgumentException} if {@code out} does not fit or is a row.
 *
 * <p>Paper: Farhadkhani, Guerraoui, Gupta, Hoang, Pinot, Stephan, Robust Collaborative Learning
 * with Linear Gradient Overhead, ICML 2023.
 */
@Plugin(
    name = "monna",
    summary = "mean of the n-f rows nearest to a trusted worker's",
    paper = "Farhadkhani et al. 2023, Robust Collaborative Learning, ICML")
@Requires(perF = 2, plus = 1)
public final class Monna implements Aggregator {
  private final FiniteRows rows;
  private final CentreDistances distances = new CentreDistances();
  private final int trusted;

  /**
   * @param cohort n ≥ 2f + 1, of the workers themselves
   * @param workers at least one of them
   * @param trusted id of one of {@code workers}; the lowest when empty
   */
  public Monna(
      Cohort cohort,
      TrustedWorkers workers,
      @Arg(
              name = "trusted",
              min = 0,
              help = "which of the trusted workers is the centre; unset: that of the lowest id")
          OptionalInt trusted) {
    this.rows = new FiniteRows(Monna.class, cohort);
    if (workers.count() != cohort.n()) {
      throw new IllegalArgumentException(
          "monna: needs each worker's own row, got "
              + cohort.n()
              + " rows of "
              + workers.count()
              + " workers; leave out the pre-aggregator that merges rows");
    }
    if (workers.ids().isEmpty()) {
      throw new IllegalArgumentException(
          "monna: needs a trusted worker, got none; declare one, like --trusted-workers 0");
    }
    this.trusted = trusted.orElse(workers.ids().first());
    if (!workers.ids().contains(this.trusted)) {
      throw new IllegalArgumentException(
          "monna: needs a trusted worker, got %d; declared are %s; add it to --trusted-workers"
              .formatted(this.trusted, Joiner.on(", ").join(workers.ids())));
    }
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    int centre = find(proposals);
    if (centre < 0 || !Vectors.allFinite(proposals.row(centre))) {
      rows.select(proposals, i -> Vectors.allFinite(proposals.row(i)));
      throw new NotEnoughProposalsException(
          "monna: needs a finite proposal of worker " + trusted + ", got none");
    }
    distances.compute(proposals.rows(), proposals.row(centre));
    rows.select(proposals, i -> !Double.isNaN(distances.squared(i)));
    double[] squared = new double[rows.count()];
    for (int i = 0; i < squared.length; i++) {
      // Its copies are as near, but it comes first
      squared[i] = rows.index(i) == centre ? -1 : distances.squared(rows.index(i));
    }
    int[] nearest = KrumScores.least(squared, rows.count() - rows.f());
    rows.excludeAllBut(nearest);
    RowMeans.mean(rows.select(nearest), out);
  }

  /** Number of the trusted worker's row, or −1. */
  private int find(Proposals proposals) {
    for (int i = 0; i < proposals.count(); i++) {
      if (proposals.worker(i) == trusted) {
        return i;
      }
    }
    return -1;
  }
}
