package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.PairwiseDistances;
import dev.garrison.aggregators.kernels.RowMeans;
import dev.garrison.aggregators.kernels.RowNorms;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Divide and conquer: drops the rows that stand out along the direction of greatest variance of a
 * few coordinates, several times.
 *
 * <p>Shapes: n rows of length d in, one out. Formula: in each of {@code rounds} rounds, of all
 * rows: {@code sample} coordinates drawn at random; rows centred at their mean; projections on the
 * top singular vector v; the ⌊c·f⌋ rows of greatest squared projection are dropped. The output is
 * the mean of the rows no round dropped, in the order of the workers. v comes from the n×n matrix
 * of inner products and is exact. When d is no more than {@code sample} one round says it all.
 *
 * <p>Byzantine rows that are alike stand out together or are near the others. Of two that are not,
 * the farther takes the direction, and across it the other does not stand out, however far it is:
 * the rule bounds nothing against an adversary that knows this.
 *
 * <p>Requirement: n ≥ 2f + 1 and c·f &lt; n. Ties: the lowest worker id stays. Rows with a
 * non-finite entry are excluded and each spends one of the f; rows so far apart that the distance
 * overflows are measured in double; distances below 1e-19 per coordinate count as zero. Rows not
 * averaged are excluded. Coordinates depend on the seed and the step alone.
 *
 * <p>Inputs are not modified; parallel over rows and blocks of columns, one call at a time. Cost:
 * 3·n·d operations, two readings of n·d floats; per round 3·{@code sample}·n(n − 1)/2 and 60·n³.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if too few finite rows came or none survived;
 * {@link IllegalArgumentException} if {@code out} does not fit or is a row.
 *
 * <p>Paper: Shejwalkar, Houmansadr, Manipulating the Byzantine: Optimizing Model Poisoning Attacks
 * and Defenses for Federated Learning, NDSS 2021.
 */
@Plugin(
    name = "dnc",
    aliases = "divide-and-conquer",
    summary = "mean of the rows that never stand out along the top singular vector of a sample",
    paper = "Shejwalkar, Houmansadr 2021, Manipulating the Byzantine, NDSS")
@Requires(perF = 2, plus = 1)
public final class Dnc implements Aggregator {
  private final FiniteRows rows;
  private final RowNorms norms = new RowNorms();
  private final PairwiseDistances distances = new PairwiseDistances();
  private final RowGeometry geometry = new RowGeometry();
  private final ColumnSample columns = new ColumnSample();
  private final Seed seed;
  private final int rounds;
  private final int sample;
  private final double c;

  /**
   * @param cohort n ≥ 2f + 1
   */
  public Dnc(
      Cohort cohort,
      Seed seed,
      @Arg(name = "rounds", value = "5", min = 1, max = 5, help = "samples to survive") int rounds,
      @Arg(name = "sample", value = "10000", min = 1, help = "coordinates of a sample") int sample,
      @Arg(name = "c", value = "1", min = 0, help = "rows each round drops, in f") double c) {
    this.rows = new FiniteRows(Dnc.class, cohort);
    if (!(c * cohort.f() < cohort.n())) {
      throw new IllegalArgumentException(
          "dnc: needs c * f < n, got c=" + c + ", f=" + cohort.f() + ", n=" + cohort.n());
    }
    this.seed = seed;
    this.rounds = rounds;
    this.sample = sample;
    this.c = c;
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    norms.compute(proposals.rows());
    rows.select(proposals, i -> !Double.isNaN(norms.squared(i)));
    int n = rows.count();
    int kept = n - (int) Math.min(n, c * rows.f());
    int d = proposals.dimension();
    float[][] finite = rows.all();
    int[] survived = new int[n];
    int needed = d <= sample ? 1 : rounds;
    for (int round = 0; round < needed; round++) {
      float[][] some = finite;
      if (d > sample) {
        columns.draw(seed.derive("dnc", proposals.step(), round).random(), d, sample);
        some = columns.gather(finite);
      }
      for (int i : KrumScores.least(projections(some), kept)) {
        survived[i]++;
      }
    }
    int[] survivors = IntStream.range(0, n).filter(i -> survived[i] == needed).toArray();
    rows.excludeAllBut(survivors);
    if (survivors.length == 0) {
      throw new NotEnoughProposalsException(
          "dnc: no proposal survived all rounds, n=" + n + ", f=" + rows.f() + ", c=" + c);
    }
    RowMeans.mean(rows.select(survivors), out);
  }

  /** Squared projections on the top singular vector of the rows about their mean. */
  private double[] projections(float[][] some) {
    distances.compute(some);
    geometry.measure(some, distances::squared);
    int n = some.length;
    double[] equal = new double[n];
    Arrays.fill(equal, 1.0 / n);
    SymmetricEigen eigen = new SymmetricEigen(geometry.aboutMean(equal));
    int top = eigen.greatest();
    double[] vector = eigen.vector(top);
    double[] projections = new double[n];
    for (int i = 0; i < n; i++) {
      projections[i] = Math.max(0, eigen.value(top)) * vector[i] * vector[i];
    }
    return projections;
  }
}
