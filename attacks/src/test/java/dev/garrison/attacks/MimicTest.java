package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimicTest extends ColludingAttackContract {
  @Override
  String spec() {
    return "mimic";
  }

  private static float[] forge(String spec, int[] workers, float[]... honest) {
    float[][] forged = new float[2][honest[0].length];
    Proposals proposals = new Proposals(0, workers, honest);
    ((ColludingAttack) AttackPlugins.create(spec))
        .forge(
            Views.of(proposals, new Cohort(honest.length + 2, 2), ColludingAttackContract::unused),
            forged);
    assertArrayEquals(forged[0], forged[1]);
    return forged[0];
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "4, 40", "7, 70", "0, 10", "2, 40", "8, 10"})
  void copiesTheWorkerAskedForOrTheNext(int target, float value) {
    float[] forged =
        forge(
            "mimic,target:" + target,
            new int[] {1, 4, 7},
            new float[] {10},
            new float[] {40},
            new float[] {70});
    assertEquals(value, forged[0]);
  }

  @Test
  void copiesTheRowFarthestAlongTheDirectionOfGreatestVariance() {
    // The variance is greatest along the first coordinate: 8, 1 against 4
    float[] forged =
        forgeOne(
            1,
            new float[] {-2, 0},
            new float[] {-2, 0},
            new float[] {5, 0},
            new float[] {-1, 4},
            new float[] {0, -4});
    assertArrayEquals(new float[] {5, 0}, forged);
  }

  @Test
  void agreesWithThePowerMethodOnTheCovariance() {
    for (long seed = 0; seed < 20; seed++) {
      float[][] honest = Defences.honest(seed, 9, 6);
      for (float[] row : honest) {
        // Apart from the second direction, so that the power method gets there
        row[seed % 2 == 0 ? 1 : 4] *= 3;
      }
      double[] mean = Defences.mean(honest);
      double[] along = powerMethod(honest, mean, seed);
      int farthest = 0;
      for (int i = 0; i < 9; i++) {
        if (projection(honest[i], mean, along) > projection(honest[farthest], mean, along)) {
          farthest = i;
        }
      }
      assertArrayEquals(honest[farthest], forgeOne(2, honest), "seed " + seed);
    }
  }

  private static double[] powerMethod(float[][] rows, double[] mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] v = new double[mean.length];
    Arrays.setAll(v, k -> random.nextGaussian());
    for (int round = 0; round < 5000; round++) {
      double[] next = new double[v.length];
      for (float[] row : rows) {
        double dot = 0;
        for (int k = 0; k < v.length; k++) {
          dot += (row[k] - mean[k]) * v[k];
        }
        for (int k = 0; k < v.length; k++) {
          next[k] += dot * (row[k] - mean[k]);
        }
      }
      double norm = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
      Arrays.setAll(v, k -> next[k] / norm);
    }
    return v;
  }

  private static double projection(float[] row, double[] mean, double[] v) {
    double dot = 0;
    for (int k = 0; k < v.length; k++) {
      dot += (row[k] - mean[k]) * v[k];
    }
    return Math.abs(dot);
  }

  @Test
  void ofEquallyFarRowsTakesTheLowestWorker() {
    assertEquals(-3, forgeOne(1, new float[] {-3}, new float[] {3}, new float[] {0})[0]);
    assertEquals(7, forgeOne(1, new float[] {7}, new float[] {7})[0]);
  }

  @Test
  void leavesOutRowsThatAreNotFinite() {
    float[] nan = {Float.NaN};
    assertEquals(9, forgeOne(1, nan, new float[] {1}, new float[] {2}, new float[] {9})[0]);
    assertTrue(Float.isNaN(forgeOne(1, nan)[0]));
  }

  @Test
  void takesTheFirstOfRowsInfinitelyFarApart() {
    float[] up = new float[3000];
    float[] down = new float[3000];
    Arrays.fill(up, Float.MAX_VALUE);
    Arrays.fill(down, -Float.MAX_VALUE);
    assertArrayEquals(up, forgeOne(1, up, down, down));
  }

  @Test
  void refusesATargetThatIsNoWorker() {
    AttackPlugins.assertRefused(
        "mimic,target:-1", "mimic: target is auto or a worker's id, got \"-1\"");
    AttackPlugins.assertRefused(
        "mimic,target:first", "mimic: target is auto or a worker's id, got \"first\"");
  }
}
