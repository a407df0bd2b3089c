package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomTest extends ColludingAttackContract {
  private static final int D = 200_000;

  @Override
  String spec() {
    return "random,mean:3,std:2";
  }

  @Override
  boolean random() {
    return true;
  }

  @Test
  void hasTheMeanAndTheDeviationAskedFor() {
    float[] forged = forgeOne(1, new float[D]);
    double mean = 0;
    for (float value : forged) {
      mean += value / D;
    }
    double variance = 0;
    for (float value : forged) {
      variance += (value - mean) * (value - mean) / D;
    }
    // Five standard errors: 2 / sqrt(D) for the mean, 2 / sqrt(2D) for the deviation; fixed seed.
    assertEquals(3, mean, 5 * 2 / Math.sqrt(D));
    assertEquals(2, Math.sqrt(variance), 5 * 2 / Math.sqrt(2.0 * D));
  }

  @Test
  void isStandardNormalUnlessTold() {
    float[][] forged = new float[2][3];
    ((ColludingAttack) AttackPlugins.create("gaussian"))
        .forge(view(new Cohort(3, 2), new float[3]), forged);
    float[][] scaled = new float[2][3];
    attack().forge(view(new Cohort(3, 2), new float[3]), scaled);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        // Both rounded to float from the same draw.
        assertEquals(3 + 2 * forged[i][j], scaled[i][j], 1e-6);
      }
    }
  }

  @Test
  void repeatsNoRowOfOneStepInAnother() {
    Set<String> seen = new HashSet<>();
    for (long step = 0; step < 3; step++) {
      float[][] forged = new float[3][4];
      Proposals honest = new Proposals(step, new int[] {0}, new float[1][4]);
      attack().forge(Views.of(honest, new Cohort(4, 3), ColludingAttackContract::unused), forged);
      for (float[] row : forged) {
        seen.add(Arrays.toString(row));
      }
    }
    assertEquals(9, seen.size(), seen.toString());
  }

  @Test
  void drawsTheSameOnEveryMachine() {
    float[][] forged = new float[1][3];
    ((ColludingAttack) AttackPlugins.create("random"))
        .forge(view(new Cohort(2, 1), new float[3]), forged);
    assertArrayEquals(new float[] {-0.23372418f, 1.235944f, 1.255439f}, forged[0]);
  }

  @Test
  void isCalledGaussianToo() {
    assertInstanceOf(Random.class, AttackPlugins.create("gaussian,std:0"));
  }

  @Test
  void refusesBadArguments() {
    AttackPlugins.assertRefused(
        "gaussian,std:-1", "random: argument std (double in [0, inf), default 1): got \"-1\"");
    AttackPlugins.assertRefused(
        "random,sigma:1",
        "random: unknown argument \"sigma\"; arguments: mean (double, default 0), std (double in"
            + " [0, inf), default 1)");
  }
}
