package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeometricMedianTest extends AggregatorContract {
  @Override
  String name() {
    return "geometric-median";
  }

  @Override
  String requirement() {
    return "n >= 2f + 1";
  }

  @Override
  int leastN(int f) {
    return 2 * f + 1;
  }

  @Override
  Aggregator build(Cohort cohort) {
    return new GeometricMedian(cohort, 100, 1e-6, 1e-6);
  }

  @Override
  double[] oracle(double[][] rows, int f) {
    return GeometricMedianOracle.of(rows, 100, 1e-6, 1e-6);
  }

  @Override
  int golden() {
    return 0x9b3d42a5;
  }

  /** Sums over the rows run in their order. */
  @Override
  boolean isSymmetricToTheBit() {
    return false;
  }

  @Override
  double tolerance(int n) {
    // The weighted sum rounds like a mean. Besides, the iteration may stop a step sooner or later,
    // at a step of 1e-6 distances to the rows, which are up to 2 per coordinate
    return super.tolerance(n) + 4e-6;
  }

  private static double[] toDouble(float[] row) {
    return Rows.wide(new float[][] {row})[0];
  }

  @Test
  void isTheFermatPointOfATriangle() {
    // Equilateral, side 2: its centre
    float height = (float) Math.sqrt(3);
    float[] out =
        aggregate(
            new Cohort(3, 1), new float[] {-1, 0}, new float[] {1, 0}, new float[] {0, height});
    // Stops at a step of 1e-6 and rounds
    assertArrayEquals(new float[] {0, height / 3}, out, 3e-6f);
  }

  @Test
  void isTheCrossingOfTheDiagonals() {
    float[] out =
        aggregate(
            new Cohort(4, 1),
            new float[] {0, 0},
            new float[] {4, 4},
            new float[] {0, 2},
            new float[] {2, 0});
    // The diagonals from (0, 0) to (4, 4) and from (0, 2) to (2, 0)
    assertArrayEquals(new float[] {1, 1}, out, 1e-5f);
  }

  @Test
  void isARowThatTheOthersDoNotPullAway() {
    // At (0, 0) four unit vectors cancel
    float[][] rows = {{5, 0}, {-1, 0}, {0, 0}, {0, 2}, {0, -7}};
    assertArrayEquals(new float[] {0, 0}, aggregate(new Cohort(5, 2), rows));
  }

  @Test
  void leavesTheMedoidWhenTheOthersPull() {
    // An obtuse triangle whose medoid is (0, 0.5), 118 degrees there: the median is elsewhere
    float[][] rows = {{-0.8f, 0}, {0, 0.5f}, {0.8f, 0}};
    float[] patient = new float[2];
    // Near a row the steps are short
    new GeometricMedian(new Cohort(3, 1), 10_000, 1e-10, 1e-6)
        .aggregate(Proposals.of(rows), patient);
    double[] out = toDouble(patient);
    assertEquals(0, out[0], 1e-5);
    // Where all sides are seen at 120 degrees: 0.8 / tan 60° above the base
    assertEquals(0.8 / Math.sqrt(3), out[1], 1e-5);
  }

  @Test
  void isNotMisledByRoundingWhenOneRowIsFarOff() {
    // Honest rows within 1e-3 of each other, one at 1e6: distances in float say nothing of the pull
    for (int seed = 0; seed < 5; seed++) {
      for (int d : new int[] {2, 40, 3000}) {
        float[][] rows = Rows.random(seed, 7, d);
        for (int i = 0; i < 6; i++) {
          for (int c = 0; c < d; c++) {
            rows[i][c] *= 1e-3f / (float) Math.sqrt(d);
          }
        }
        for (int c = 0; c < d; c++) {
          rows[6][c] *= 1e6f / (float) Math.sqrt(d);
        }
        double[][] wide = Rows.wide(rows);
        double[] expected = GeometricMedianOracle.of(wide, 100, 1e-6, 1e-6);
        double[] out = toDouble(aggregate(new Cohort(7, 1), rows));
        double error = Math.sqrt(Rows.squaredDistance(expected, out));
        // The last step's length; the outlier's pull is far greater, as the next lines say
        assertEquals(0, error, 1e-7, "seed " + seed + ", d=" + d);
        double[] without = GeometricMedianOracle.of(Arrays.copyOf(wide, 6), 100, 1e-6, 1e-6);
        double pull = Math.sqrt(Rows.squaredDistance(expected, without));
        assertTrue(pull > 1e-5, "the case is too easy, seed " + seed + ", pull " + pull);
      }
    }
  }

  @Test
  void rowsSoFarOffThatDistancesOverflowPullLikeOthers() {
    float max = Float.MAX_VALUE;
    float[][] rows = {{max, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {0, 0.5f}, {-max, max}};
    double[] expected = GeometricMedianOracle.of(Rows.wide(rows), 100, 1e-6, 1e-6);
    float[] out = aggregate(new Cohort(7, 2), rows);
    assertClose(expected, out, 1e-5, "far rows");
  }

  @Test
  void anOverflowOnTheWayToTheGoodRowsDoesNotLeadItAstray() {
    // Only good rows have one infinitely far away, in float. Their median is where four of them are
    float[][] rows = {{1.5e19f, 1}, {3e19f, 1}, {1.5e19f, 1}, {2, 1}, {2, 1}, {2, 1}, {2, 1}};
    assertArrayEquals(new float[] {2, 1}, aggregate(new Cohort(7, 3), rows));
  }

  @Test
  void farRowsDoNotHideWhichOfTheNearerOnesIsTheMedoid() {
    // Two rows are in the same place at every distance there is, another one as far as can be
    for (int exponent = 1; exponent < 38; exponent++) {
      float beside = (float) Math.pow(10, exponent);
      for (float far : new float[] {1e18f, 3e19f, Float.MAX_VALUE}) {
        float[][] rows = {{beside, 0}, {beside, 0}, {far, far}, {2, 1}, {2, 1}, {2, 1}, {2, 1}};
        assertArrayEquals(
            new float[] {2, 1},
            aggregate(new Cohort(7, 3), rows),
            "beside " + beside + ", far " + far);
      }
    }
  }

  @Test
  void leavesOutOnlyRowsThatAreNotFinite() {
    float[][] rows = Rows.random(91, 7, 20);
    rows[2][19] = Float.NaN;
    rows[5][0] = 1e6f;
    Proposals proposals = Proposals.of(rows);
    new GeometricMedian(new Cohort(7, 2), 100, 1e-6, 1e-6).aggregate(proposals, new float[20]);
    assertArrayEquals(new int[] {2}, proposals.excludedWorkers());
  }

  @Test
  void refusesNoSmoothing() {
    Cohort cohort = new Cohort(3, 1);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new GeometricMedian(cohort, 100, 1e-6, 0));
    assertEquals("geometric-median: needs nu > 0, got 0.0", e.getMessage());
  }
}
