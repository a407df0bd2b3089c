package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.RowGram;
import java.util.Arrays;

/**
 * Where finite rows lie relative to each other, for rules that iterate in the n-dimensional space
 * of weights: their inner products about the medoid.
 *
 * <p>Formula: G_ij = (x_i − x_m)·(x_j − x_m), from the pairwise distances as (D_im² + D_jm² −
 * D_ij²)/2. That is good to about 1e-7 of the greatest of the three, which says nothing when one
 * row is far off and the others close together, or when a distance overflowed; then the rows are
 * read again and G is made in double. The medoid m has the least sum of distances, of equal sums
 * the lowest number. Where distances overflowed the one with the fewest infinite ones, and of the
 * others the least sum, stands in for it until G is made in double.
 *
 * <p>Reused from step to step, one thread at a time.
 */
final class RowGeometry {
  /** Each round's medoid is some 1e7 times nearer the others than the one before. */
  private static final int MOST_MEDOIDS = 5;

  private final RowGram gram = new RowGram();
  private float[][] rows;
  private double[][] g = {};
  private int medoid;
  private boolean direct;

  /** Squared distance of two rows; +∞ when it overflowed. */
  @FunctionalInterface
  interface Distances {
    double squared(int i, int j);
  }

  /**
   * Takes the rows of a step.
   *
   * @param finite at least one, without a non-finite entry; read again only when need be
   */
  void measure(float[][] finite, Distances distances) {
    rows = finite;
    int n = rows.length;
    if (g.length != n) {
      g = new double[n][n];
    }
    medoid = medoid(n, distances);
    direct = false;
    boolean overflowed = false;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        g[i][j] =
            (squared(distances, i, medoid)
                    + squared(distances, j, medoid)
                    - squared(distances, i, j))
                / 2;
        g[j][i] = g[i][j];
        overflowed |= !Double.isFinite(g[i][j]);
      }
    }
    if (overflowed) {
      measureDirectly();
    }
  }

  /**
   * Reads the rows again for inner products that are good in double, and finds the medoid by them,
   * about which they then are.
   */
  void measureDirectly() {
    direct = true;
    int before;
    int round = 0;
    do {
      gram.compute(rows, rows[medoid]);
      for (int i = 0; i < g.length; i++) {
        for (int j = 0; j < g.length; j++) {
          g[i][j] = gram.get(i, j);
        }
      }
      before = medoid;
      // About a row that is far from the others they are coarse: each round is about a nearer one
      medoid = round < MOST_MEDOIDS ? nearer() : medoid;
      round++;
    } while (medoid != before);
  }

  /** The medoid by the inner products; the one there was unless another is better. */
  private int nearer() {
    int best = medoid;
    for (int i = 0; i < g.length; i++) {
      double excess = excess(i, best);
      best = excess < 0 || (excess == 0 && i < best) ? i : best;
    }
    return best;
  }

  /**
   * By how much the sum of distances from i exceeds that from j. Each difference of two distances
   * is made from that of their squares: of two sums, one far row would leave nothing but rounding.
   */
  private double excess(int i, int j) {
    double excess = 0;
    for (int k = 0; k < g.length; k++) {
      double squares = (g[i][i] - g[j][j]) - 2 * (g[i][k] - g[j][k]);
      double sum = Math.sqrt(directSquared(i, k)) + Math.sqrt(directSquared(j, k));
      excess += sum == 0 ? 0 : squares / sum;
    }
    return excess;
  }

  private double directSquared(int i, int j) {
    return Math.max(0, g[i][i] - 2 * g[i][j] + g[j][j]);
  }

  /** Whether the inner products were made directly. */
  boolean isDirect() {
    return direct;
  }

  /** Number of rows. */
  int count() {
    return g.length;
  }

  /** Number of the medoid. */
  int medoid() {
    return medoid;
  }

  /** G_ij. */
  double gram(int i, int j) {
    return g[i][j];
  }

  /** Distances of the rows to Σ w_j x_j for weights whose sum is 1; 0 where rounding ate them. */
  void distances(double[] weights, double[] out) {
    double[] products = new double[g.length];
    double centre = products(weights, products);
    for (int i = 0; i < g.length; i++) {
      out[i] = Math.sqrt(Math.max(0, g[i][i] - 2 * products[i] + centre));
    }
  }

  /** How much greater than the square of a distance the terms are that it was made of, at most. */
  double cancellation(double[] weights, double[] distances) {
    double[] products = new double[g.length];
    double centre = products(weights, products);
    double worst = 0;
    for (int i = 0; i < g.length; i++) {
      double terms = g[i][i] + 2 * Math.abs(products[i]) + Math.abs(centre);
      if (terms > 0) {
        worst = Math.max(worst, terms / (distances[i] * distances[i]));
      }
    }
    return worst;
  }

  /** Inner products of the rows about Σ w_j x_j, for weights whose sum is 1. */
  double[][] aboutMean(double[] weights) {
    int n = g.length;
    double[] products = new double[n];
    double mean = products(weights, products);
    double[][] centred = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        centred[i][j] = g[i][j] - (products[i] + products[j]) + mean;
        centred[j][i] = centred[i][j];
      }
    }
    return centred;
  }

  /** ‖Σ w_j (x_j − x_m)‖², for any weights. */
  double squaredLength(double[] weights) {
    return Math.max(0, products(weights, new double[g.length]));
  }

  private double products(double[] weights, double[] products) {
    double sum = 0;
    for (int i = 0; i < g.length; i++) {
      double product = 0;
      for (int j = 0; j < g.length; j++) {
        product += weights[j] * g[i][j];
      }
      products[i] = product;
      sum += weights[i] * product;
    }
    return sum;
  }

  private static int medoid(int n, Distances distances) {
    int[] infinite = new int[n];
    double[] sums = new double[n];
    for (int i = 0; i < n; i++) {
      double[] others = new double[n];
      for (int j = 0; j < n; j++) {
        others[j] = Math.sqrt(squared(distances, i, j));
      }
      // From the nearest outwards, so that the order of the rows does not matter
      Arrays.sort(others);
      for (double other : others) {
        if (Double.isFinite(other)) {
          sums[i] += other;
        } else {
          infinite[i]++;
        }
      }
    }
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (infinite[i] < infinite[best] || (infinite[i] == infinite[best] && sums[i] < sums[best])) {
        best = i;
      }
    }
    return best;
  }

  private static double squared(Distances distances, int i, int j) {
    return i == j ? 0 : distances.squared(i, j);
  }
}
