package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DncTest extends AggregatorContract {
  @Override
  String name() {
    return "dnc";
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
    return new Dnc(cohort, SEED, 5, 10_000, 1);
  }

  @Override
  double[] oracle(double[][] rows, int f) {
    double[] equal = new double[rows.length];
    Arrays.fill(equal, 1.0 / rows.length);
    double[] top = EigenOracle.top(EigenOracle.weightedGram(rows, equal));
    double[][] kept =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> Math.abs(top[i])))
            .limit(rows.length - f)
            .map(i -> rows[i])
            .toArray(double[][]::new);
    return Rows.mean(kept);
  }

  @Override
  int golden() {
    return 0x71fa738d;
  }

  private static final Seed SEED = new Seed(20);

  /** The mean runs in the order of the workers. */
  @Override
  boolean isSymmetricToTheBit() {
    return false;
  }

  private static float[] step(long step, int rounds, int sample, double c, float[][] rows) {
    int[] workers = IntStream.range(0, rows.length).toArray();
    float[] out = new float[rows[0].length];
    new Dnc(new Cohort(rows.length, 2), SEED, rounds, sample, c)
        .aggregate(new Proposals(step, workers, rows), out);
    return out;
  }

  @Test
  void dropsTheRowThatStandsOut() {
    Proposals proposals =
        Proposals.of(
            new float[] {1, 0}, new float[] {3, 9}, new float[] {2, 1}, new float[] {3, -1});
    float[] out = new float[2];
    new Dnc(new Cohort(4, 1), SEED, 1, 2, 1).aggregate(proposals, out);
    assertArrayEquals(new float[] {2, 0}, out);
    assertArrayEquals(new int[] {1}, proposals.excludedWorkers());
  }

  @Test
  void dropsFarRowsWhateverItSamples() {
    float[][] rows = Rows.random(95, 11, 5000);
    for (int c = 0; c < 5000; c++) {
      rows[4][c] += 3;
      rows[9][c] += 3;
    }
    double[] honest =
        Rows.mean(
            Rows.wide(
                IntStream.range(0, 11)
                    .filter(i -> i != 4 && i != 9)
                    .mapToObj(i -> rows[i])
                    .toArray(float[][]::new)));
    for (long step = 0; step < 5; step++) {
      assertClose(honest, step(step, 5, 50, 1, rows), tolerance(11), "seed 95, step " + step);
    }
  }

  @Test
  void aRowCanHideBehindOneThatIsFarther() {
    for (int seed = 0; seed < 4; seed++) {
      float[][] rows = Rows.random(seed, 11, 40);
      Arrays.fill(rows[3], 1e10f);
      // Balanced, so that it projects on the other one as the honest rows do
      rows[7][0] = -1e6f;
      rows[7][1] = 1e6f;
      float[] out = aggregate(new Cohort(11, 3), rows);
      // The mean of eight rows, one of them this one
      assertEquals(1e6 / 8, out[1], 1, "seed " + seed);
    }
  }

  @Test
  void samplesAnewAtEveryStepAndAgainTheSame() {
    float[][] rows = Rows.random(96, 11, 5000);
    float[] first = step(0, 1, 50, 1, rows);
    assertArrayEquals(first, step(0, 1, 50, 1, rows));
    int others = 0;
    for (long step = 1; step < 6; step++) {
      others += Arrays.equals(first, step(step, 1, 50, 1, rows)) ? 0 : 1;
    }
    // Without a hostile row it is up to the sample which stand out
    assertNotEquals(0, others, "seed 96");
  }

  @Test
  void eachRoundDropsCTimesF() {
    float[][] rows = Rows.random(97, 11, 60);
    for (double c : new double[] {0, 0.5, 0.9, 1, 1.5, 3}) {
      Proposals proposals = Proposals.of(rows);
      new Dnc(new Cohort(11, 2), SEED, 5, 60, c).aggregate(proposals, new float[60]);
      assertEquals((int) (2 * c), proposals.excludedWorkers().length, "c=" + c);
    }
  }

  @Test
  void skipsTheStepIfNoRowSurvives() {
    float[][] rows = Rows.random(98, 5, 5000);
    Exception e = assertThrows(NotEnoughProposalsException.class, () -> step(0, 5, 3, 2, rows));
    assertEquals("dnc: no proposal survived all rounds, n=5, f=2, c=2.0", e.getMessage());
  }

  @Test
  void refusesToDropEveryRow() {
    Cohort cohort = new Cohort(5, 2);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new Dnc(cohort, SEED, 5, 10, 2.5));
    assertEquals("dnc: needs c * f < n, got c=2.5, f=2, n=5", e.getMessage());
  }
}
