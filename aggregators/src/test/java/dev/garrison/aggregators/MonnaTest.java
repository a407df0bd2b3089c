package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MonnaTest extends AggregatorContract {
  @Override
  String name() {
    return "monna";
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
    return monna(cohort, trusted(cohort.n()));
  }

  @Override
  double[] oracle(double[][] rows, int f) {
    double[][] sorted = rows.clone();
    double[] centre = rows[trusted(rows.length)];
    Arrays.sort(sorted, Comparator.comparingDouble(row -> Rows.squaredDistance(row, centre)));
    return Rows.mean(Arrays.copyOf(sorted, rows.length - f));
  }

  @Override
  int golden() {
    return 0xd7a5d11e;
  }

  /** A worker whose row none of the contract's cases makes hostile. */
  private static int trusted(int n) {
    return n > 2 ? 2 : 0;
  }

  /** One worker is not like the others. */
  @Override
  boolean isSymmetric() {
    return false;
  }

  private static Monna monna(Cohort cohort, int trusted) {
    return new Monna(cohort, TrustedWorkers.of(cohort.n(), trusted), OptionalInt.empty());
  }

  private static float[] aggregate(int n, int f, int trusted, Proposals proposals) {
    float[] out = new float[proposals.dimension()];
    monna(new Cohort(n, f), trusted).aggregate(proposals, out);
    return out;
  }

  @Test
  void averagesTheRowsNearestTheTrustedOne() {
    Proposals proposals =
        Proposals.of(
            new float[] {1}, new float[] {20}, new float[] {0}, new float[] {4}, new float[] {30});
    assertArrayEquals(new float[] {5 / 3f}, aggregate(5, 2, 3, proposals));
    assertArrayEquals(new int[] {1, 4}, proposals.excludedWorkers());
    assertArrayEquals(new float[] {18}, aggregate(5, 2, 1, proposals));
  }

  @Test
  void ofEqualDistancesTakesTheLowestWorker() {
    Proposals proposals =
        Proposals.of(new float[] {3}, new float[] {1}, new float[] {2}, new float[] {2});
    // Row 3 itself, its copy 2, then 0 before 1
    assertArrayEquals(new float[] {7 / 3f}, aggregate(4, 1, 3, proposals));
    assertArrayEquals(new int[] {1}, proposals.excludedWorkers());
  }

  @Test
  void knowsTheTrustedWorkerByItsId() {
    float[][] rows = {{0}, {1}, {9}};
    Proposals proposals = new Proposals(4, new int[] {1, 2, 5}, rows);
    assertArrayEquals(new float[] {5}, aggregate(7, 1, 5, proposals));
  }

  @Test
  void skipsTheStepWithoutAFiniteTrustedRow() {
    float[][] rows = {{0}, {Float.NaN}, {9}, {1}};
    for (int trusted : new int[] {2, 3}) {
      Proposals proposals = new Proposals(4, new int[] {1, 2, 5, 6}, rows);
      Exception e =
          assertThrows(
              NotEnoughProposalsException.class, () -> aggregate(7, 1, trusted, proposals));
      assertEquals(
          "monna: needs a finite proposal of worker " + trusted + ", got none", e.getMessage());
      assertArrayEquals(new int[] {2}, proposals.excludedWorkers());
    }
  }

  @Test
  void takesTheLowestOfTheTrustedWorkersUnlessOneIsNamed() {
    TrustedWorkers workers = TrustedWorkers.of(3, 2, 1);
    Proposals proposals = Proposals.of(new float[] {0}, new float[] {1}, new float[] {5});
    float[] out = new float[1];
    new Monna(new Cohort(3, 1), workers, OptionalInt.empty()).aggregate(proposals, out);
    assertArrayEquals(new float[] {0.5f}, out);
    new Monna(new Cohort(3, 1), workers, OptionalInt.of(2)).aggregate(proposals, out);
    assertArrayEquals(new float[] {3}, out);
  }

  @Test
  void refusesAWorkerThatIsNotDeclaredTrusted() {
    assertRefused(
        "monna: needs a trusted worker, got 3; declared are 0, 2; add it to --trusted-workers",
        TrustedWorkers.of(7, 0, 2),
        OptionalInt.of(3));
    assertRefused(
        "monna: needs a trusted worker, got none; declare one, like --trusted-workers 0",
        TrustedWorkers.of(7),
        OptionalInt.empty());
  }

  @Test
  void refusesRowsThatAreNotTheWorkersOwn() {
    assertRefused(
        "monna: needs each worker's own row, got 7 rows of 13 workers; leave out the pre-aggregator"
            + " that merges rows",
        TrustedWorkers.of(13, 0),
        OptionalInt.empty());
  }

  private static void assertRefused(String message, TrustedWorkers workers, OptionalInt trusted) {
    Cohort cohort = new Cohort(7, 1);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Monna(cohort, workers, trusted));
    assertEquals(message, e.getMessage());
  }

  @Test
  void aTrustedWorkerIsOneOfTheWorkers() {
    for (int id : new int[] {-1, 7}) {
      Exception e = assertThrows(IllegalArgumentException.class, () -> TrustedWorkers.of(7, 1, id));
      assertTrue(e.getMessage().startsWith("ids: expected 0 to 6, got ["), e.getMessage());
    }
  }
}
