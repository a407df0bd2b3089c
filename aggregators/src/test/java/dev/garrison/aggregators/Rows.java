package dev.garrison.aggregators;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows for tests: drawn from a seed, copied, measured in double. */
final class Rows {
  /** Seeds of random rows that tests aggregate. */
  private static final int[] SEEDS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 31, 32};

  private Rows() {}

  /** Rows around a common centre; coordinates are bell-shaped with deviation 0.58. */
  static float[][] random(long seed, int n, int d) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] centre = new float[d];
    for (int c = 0; c < d; c++) {
      centre[c] = (float) (2 * random.nextDouble() - 1);
    }
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      for (int c = 0; c < d; c++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += random.nextDouble();
        }
        row[c] = centre[c] + (float) (sum - 2);
      }
    }
    return rows;
  }

  /**
   * A server's own gradient that points somewhat the way of the random rows of {@link #SEEDS},
   * about a quarter as long.
   */
  static void trusted(long step, float[] out) {
    Arrays.fill(out, 0);
    for (int seed : SEEDS) {
      float[] row = random(seed, 1, out.length)[0];
      for (int c = 0; c < out.length; c++) {
        out[c] += row[c] / SEEDS.length;
      }
    }
  }

  static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  static float[] filled(int d, float value) {
    float[] row = new float[d];
    Arrays.fill(row, value);
    return row;
  }

  static double[][] wide(float[][] rows) {
    double[][] wide = new double[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < rows[i].length; c++) {
        wide[i][c] = rows[i][c];
      }
    }
    return wide;
  }

  /** Values of all rows at a coordinate, increasing. */
  static double[] sortedColumn(double[][] rows, int c) {
    return Arrays.stream(rows).mapToDouble(row -> row[c]).sorted().toArray();
  }

  static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / rows.length;
      }
    }
    return mean;
  }

  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return sum;
  }

  static double median(double[] sorted) {
    int n = sorted.length;
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** Mean of the m values nearest the centre, the lesser first of equally near ones. */
  static double meanNearest(double[] sorted, double centre, int m) {
    return Arrays.stream(sorted)
        .boxed()
        .sorted(
            (a, b) -> {
              int byDistance = Double.compare(Math.abs(a - centre), Math.abs(b - centre));
              return byDistance != 0 ? byDistance : Double.compare(a, b);
            })
        .limit(m)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }
}
