package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FltrustTest extends AggregatorContract {
  @Override
  String name() {
    return "fltrust";
  }

  @Override
  String requirement() {
    return "n >= 1";
  }

  @Override
  int leastN(int f) {
    return 1;
  }

  @Override
  Aggregator build(Cohort cohort) {
    return new Fltrust(cohort, Rows::trusted);
  }

  @Override
  double[] oracle(double[][] rows, int f) {
    float[] trusted = new float[rows[0].length];
    Rows.trusted(0, trusted);
    return oracle(rows, Rows.wide(new float[][] {trusted})[0]);
  }

  private static double[] oracle(double[][] rows, double[] trusted) {
    double[] sum = new double[trusted.length];
    double weights = 0;
    for (double[] row : rows) {
      double product = 0;
      for (int c = 0; c < row.length; c++) {
        product += row[c] * trusted[c];
      }
      double scale = norm(trusted) / norm(row);
      double weight = Math.max(0, product / norm(row) / norm(trusted));
      weights += weight;
      for (int c = 0; c < row.length; c++) {
        sum[c] += weight * row[c] * scale;
      }
    }
    for (int c = 0; c < sum.length; c++) {
      sum[c] = weights == 0 ? 0 : sum[c] / weights;
    }
    return sum;
  }

  private static double norm(double[] row) {
    return Math.sqrt(Rows.squaredDistance(row, new double[row.length]));
  }

  @Override
  int golden() {
    return 0xbf689432;
  }

  /** The length of the output is the server's own gradient's. */
  @Override
  boolean dependsOnRowsAlone() {
    return false;
  }

  @Override
  boolean isEquivariant() {
    return false;
  }

  /** The sum runs in the order of the workers. */
  @Override
  boolean isSymmetricToTheBit() {
    return false;
  }

  private static float[] aggregate(float[] trusted, Proposals proposals) {
    float[] out = Rows.filled(trusted.length, Float.NaN);
    new Fltrust(
            new Cohort(proposals.count(), 0),
            (step, own) -> System.arraycopy(trusted, 0, own, 0, own.length))
        .aggregate(proposals, out);
    return out;
  }

  @Test
  void weighsRowsByDirectionAndScalesThemToTheServersOwn() {
    Proposals proposals =
        Proposals.of(
            new float[] {100, 0},
            new float[] {3, 4},
            new float[] {-1, 0},
            new float[] {0, 7},
            new float[] {0, 0});
    // Cosines 1, 0.6, -1, 0, none; rows of norm 2: (2, 0) and (1.2, 1.6)
    float[] expected = {(2 + 0.6f * 1.2f) / 1.6f, 0.6f * 1.6f / 1.6f};
    // A weight, a product and a sum rounded for each of two rows, none greater than 2
    assertArrayEquals(expected, aggregate(new float[] {2, 0}, proposals), 2 * 6 * 0x1p-24f);
    assertArrayEquals(new int[] {2, 3, 4}, proposals.excludedWorkers());
  }

  @Test
  void agreesWithItsOracleWhereMostRowsPointTheServersWay() {
    for (int d : new int[] {2, 33, 500, 9000}) {
      float[][] rows = Rows.random(d, 12, d);
      float[] trusted = rows[11];
      float[][] others = Arrays.copyOf(rows, 11);
      for (int c = 0; c < d; c++) {
        others[0][c] *= -1e-30f;
        others[1][c] *= 1e30f;
        others[2][c] *= -1e30f;
      }
      double[] expected = oracle(Rows.wide(others), Rows.wide(new float[][] {trusted})[0]);
      float[] out = aggregate(trusted, Proposals.of(others));
      assertClose(expected, out, tolerance(11), "seed " + d);
      assertTrue(Rows.squaredDistance(expected, new double[d]) > 0, "seed " + d);
    }
  }

  @Test
  void isZeroWhereNoRowPointsTheServersWayOrTheServerNowhere() {
    float[][] rows = {{-1, 0}, {0, 5}, {0, 0}, {-2, -2}};
    Proposals proposals = Proposals.of(rows);
    assertArrayEquals(new float[2], aggregate(new float[] {3, 0}, proposals));
    assertArrayEquals(new int[] {0, 1, 2, 3}, proposals.excludedWorkers());
    assertArrayEquals(new float[2], aggregate(new float[2], Proposals.of(rows)));
  }

  @Test
  void noRowIsTooLongOrTooShortForItsDirectionToCount() {
    float max = Float.MAX_VALUE;
    float min = Float.MIN_VALUE;
    float[][] rows = {{max, max}, {min, min}, {1, 1}, {-max, -max}, {-max, max}};
    // (1, 1) thrice; in double, since a weight is no float
    assertArrayEquals(new float[] {1, 1}, aggregate(new float[] {1, 1}, Proposals.of(rows)));
    assertArrayEquals(
        new float[] {min, min}, aggregate(new float[] {min, min}, Proposals.of(rows)));
    // As long as max / 2
    float half = (float) (max / 2 / Math.sqrt(2));
    float[] out = aggregate(new float[] {max, max}, Proposals.of(rows));
    assertArrayEquals(new float[] {half, half}, out, half * 0x1p-22f);
  }

  @Test
  void excludesRowsThatAreNotFinite() {
    float[][] rows = {
      {Float.NaN, 1}, {1, 1}, {Float.POSITIVE_INFINITY, 1}, {1, Float.NEGATIVE_INFINITY}
    };
    Proposals proposals = Proposals.of(rows);
    assertArrayEquals(new float[] {2, 2}, aggregate(new float[] {2, 2}, proposals), 2 * 0x1p-23f);
    assertArrayEquals(new int[] {0, 2, 3}, proposals.excludedWorkers());

    float[][] none = {rows[0], rows[2]};
    Exception e =
        assertThrows(
            NotEnoughProposalsException.class,
            () -> aggregate(new float[] {2, 2}, Proposals.of(none)));
    assertEquals("fltrust: needs n >= 1, got n=0 usable proposals, f=0", e.getMessage());
  }

  @Test
  void refusesAServersGradientThatIsNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Proposals proposals = new Proposals(8, new int[] {0}, new float[][] {{1, 1}});
      Exception e =
          assertThrows(
              IllegalStateException.class, () -> aggregate(new float[] {1, bad}, proposals));
      assertEquals("fltrust: the server's own gradient of step 8 is not finite", e.getMessage());
    }
  }

  @Test
  void asksForTheGradientOfTheStepAtHandEachTimeItRuns() {
    List<Long> asked = new ArrayList<>();
    Fltrust rule =
        new Fltrust(
            new Cohort(2, 0),
            (step, own) -> {
              asked.add(step);
              Arrays.fill(own, step);
            });
    float[] out = new float[4];
    for (long step : new long[] {3, 3, 5}) {
      rule.aggregate(new Proposals(step, new int[] {1}, new float[][] {{9, 9, 9, 9}}), out);
      assertArrayEquals(Rows.filled(4, step), out, step * 0x1p-22f);
    }
    assertEquals(List.of(3L, 3L, 5L), asked);
  }

  @Test
  void leavesNoTraceOfAnotherDimension() {
    Aggregator rule = build(new Cohort(6, 2));
    float[][] rows = Rows.random(10, 6, 5000);
    float[] first = new float[5000];
    rule.aggregate(Proposals.of(rows), first);
    assertTrue(first[0] != 0, "seed 10");
    rule.aggregate(Proposals.of(withHostileRows(11, 9000)), new float[9000]);
    rule.aggregate(Proposals.of(Rows.random(12, 1, 100)), new float[100]);
    float[] again = new float[5000];
    rule.aggregate(Proposals.of(rows), again);
    assertArrayEquals(first, again, "seeds 10, 11, 12");
  }
}
