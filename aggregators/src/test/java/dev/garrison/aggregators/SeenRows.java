package dev.garrison.aggregators;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows that one stage of a pipeline sees, measured in double, and which of them are good: those
 * that no hostile row had a part in, but for what the stages before let through. The others, the
 * bad, may hold anything.
 */
final class SeenRows {
  private final double[][] rows;
  private final boolean[] isGood;
  private final int f;
  private final double[][] good;
  private final boolean[] isFinite;
  private final double[] mean;

  /**
   * @param isGood by number of the row, at least one
   * @param f declared number of Byzantine rows
   */
  SeenRows(Proposals proposals, boolean[] isGood, int f) {
    this.rows = Rows.wide(proposals.rows());
    this.isGood = isGood;
    this.f = f;
    this.good = select(i -> isGood[i]);
    this.isFinite = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      isFinite[i] = Arrays.stream(rows[i]).allMatch(Double::isFinite);
    }
    this.mean = Rows.mean(good);
  }

  private double[][] select(IntPredicate which) {
    return IntStream.range(0, rows.length)
        .filter(which)
        .mapToObj(i -> rows[i])
        .toArray(double[][]::new);
  }

  int count() {
    return rows.length;
  }

  int dimension() {
    return mean.length;
  }

  double[] row(int i) {
    return rows[i];
  }

  double[][] rows() {
    return rows;
  }

  boolean[] isGood() {
    return isGood;
  }

  boolean isGood(int i) {
    return isGood[i];
  }

  boolean isFinite(int i) {
    return isFinite[i];
  }

  int f() {
    return f;
  }

  double[][] good() {
    return good;
  }

  int bad() {
    return rows.length - good.length;
  }

  /** Bad rows without a non-finite entry. */
  double[][] finiteBad() {
    return select(i -> !isGood[i] && isFinite[i]);
  }

  /** Number of rows without a non-finite entry: what a rule for whole rows works on. */
  int finite() {
    return (int) IntStream.range(0, rows.length).filter(this::isFinite).count();
  }

  /** What is left of f when each non-finite row spent one. */
  int leftOfF() {
    return Math.max(0, f - (rows.length - finite()));
  }

  double[] goodMean() {
    return mean;
  }

  /** Greatest distance between two good rows. */
  double diameter() {
    double most = 0;
    for (double[] row : good) {
      most = Math.max(most, farthestGood(row));
    }
    return most;
  }

  /** Greatest distance of a good row from a point. */
  double farthestGood(double[] point) {
    return goodDistances(point)[good.length - 1];
  }

  /** Distances of the good rows to a point, increasing. */
  double[] goodDistances(double[] point) {
    double[] distances = new double[good.length];
    for (int i = 0; i < good.length; i++) {
      distances[i] = distance(good[i], point);
    }
    Arrays.sort(distances);
    return distances;
  }

  /** Norms of the good rows, increasing. */
  double[] goodNorms() {
    return goodDistances(new double[dimension()]);
  }

  double longestGood() {
    return farthestGood(new double[dimension()]);
  }

  /** Square root of the mean squared distance of the good rows to their mean. */
  double spread() {
    return Math.sqrt(Arrays.stream(goodDistances(mean)).map(x -> x * x).average().orElse(0));
  }

  /** Least and greatest good value at a coordinate. */
  double[] goodRange(int k) {
    return range(good, k);
  }

  /** Least and greatest of the finite values of rows at a coordinate. */
  static double[] range(double[][] rows, int k) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double[] row : rows) {
      if (Double.isFinite(row[k])) {
        range[0] = Math.min(range[0], row[k]);
        range[1] = Math.max(range[1], row[k]);
      }
    }
    return range;
  }

  /** Length of the diagonal of the box around the good rows. */
  double diagonal() {
    double sum = 0;
    for (int k = 0; k < dimension(); k++) {
      double[] range = goodRange(k);
      sum += (range[1] - range[0]) * (range[1] - range[0]);
    }
    return Math.sqrt(sum);
  }

  static double distance(double[] a, double[] b) {
    return Math.sqrt(Rows.squaredDistance(a, b));
  }

  static double norm(double[] a) {
    return distance(a, new double[a.length]);
  }
}
