package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Average;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumCancelTest extends ColludingAttackContract {
  @Override
  String spec() {
    return "sum-cancel";
  }

  @Test
  void oneAdversarySendsMinusTheSumOfTheOthers() {
    assertArrayEquals(
        new float[] {-4, 6, -2}, forgeOne(1, new float[] {1, -2, 5}, new float[] {3, -4, -3}));
  }

  @Test
  void severalShareTheSum() {
    assertArrayEquals(new float[] {-2, 3}, forgeOne(2, new float[] {1, -2}, new float[] {3, -4}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theAverageOfAllRowsIsZeroButForRounding(int b) {
    float[][] honest = Defences.honest(b, 9, 5000);
    float[][] forged = new float[b][5000];
    Cohort cohort = new Cohort(9 + b, b);
    attack().forge(view(cohort, honest), forged);
    float[] mean = new float[5000];
    new Average(cohort)
        .aggregate(
            Proposals.of(
                Stream.concat(Arrays.stream(honest), Arrays.stream(forged))
                    .toArray(float[][]::new)),
            mean);
    for (int k = 0; k < 5000; k++) {
      double size = 0;
      for (float[] row : honest) {
        size += Math.abs(row[k]);
      }
      // A dozen additions in float, each off by at most 2^-24 of what it adds to
      assertEquals(0, mean[k], 12 * 0x1p-24 * size, "seed " + b + ", column " + k);
    }
    assertTrue(Arrays.stream(honest).anyMatch(row -> row[0] != 0));
  }

  @Test
  void asManyRowsAsCameAreCancelledWhenSomeAreMissing() {
    float[][] forged = new float[2][1];
    attack().forge(view(new Cohort(9, 2), new float[] {1}, new float[] {2}), forged);
    assertArrayEquals(new float[] {-1.5f}, forged[0]);
  }
}
