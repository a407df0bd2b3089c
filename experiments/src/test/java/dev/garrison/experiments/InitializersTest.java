package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InitializersTest {
  private static final int MANY = 200_000;
  private static final long SEED = 17;
  private static final float[] EARLIER = {0.046004117f, -2.4710681f, -0.6928194f};

  @Test
  void glorotIsUniformWithinItsLimit() {
    float[] values = fill(Initializers.glorotUniform(300, 100), MANY);
    double limit = Math.sqrt(6.0 / 400);

    for (float value : values) {
      assertTrue(Math.abs(value) <= limit, () -> "seed " + SEED + ": " + value + " > " + limit);
    }
    // Variance limit²/3. Five standard errors of a uniform's variance, √(4/45 / n) · limit².
    assertEquals(
        limit * limit / 3,
        moment(values, 2),
        5 * limit * limit * Math.sqrt(4.0 / 45 / MANY),
        seed());
    // Five standard errors of a mean.
    assertEquals(0, moment(values, 1), 5 * limit / Math.sqrt(3.0 * MANY), seed());
  }

  @Test
  void fanInUniformStaysWithinOneOverTheRootOfFanIn() {
    float[] values = fill(Initializers.fanInUniform(25), MANY);

    for (float value : values) {
      assertTrue(Math.abs(value) <= 0.2f, () -> "seed " + SEED + ": " + value);
    }
    // Variance limit²/3. Five standard errors, as above.
    assertEquals(0.04 / 3, moment(values, 2), 5 * 0.04 * Math.sqrt(4.0 / 45 / MANY), seed());
    assertEquals(0, moment(values, 1), 5 * 0.2 / Math.sqrt(3.0 * MANY), seed());
  }

  @Test
  void heIsNormalWithVarianceTwoOverFanIn() {
    float[] values = fill(Initializers.heNormal(50), MANY);
    double variance = 2.0 / 50;

    // Five standard errors each: of a mean, of a variance (√(2/n) σ²), of a fourth moment
    // (√(96/n) σ⁴), which is 3σ⁴ for a normal and only for one in a hundred other shapes.
    assertEquals(0, moment(values, 1), 5 * Math.sqrt(variance / MANY), seed());
    assertEquals(variance, moment(values, 2), 5 * variance * Math.sqrt(2.0 / MANY), seed());
    assertEquals(
        3 * variance * variance,
        moment(values, 4),
        5 * variance * variance * Math.sqrt(96.0 / MANY),
        seed());
  }

  @Test
  void heFillsAnOddNumberOfValuesAndNothingElse() {
    float[] values = new float[9];
    Arrays.fill(values, 7);
    Initializers.heNormal(1).fill(new Seed(SEED).random(), values, 2, 7);

    for (int i = 0; i < values.length; i++) {
      assertEquals(i < 2 || i >= 7, values[i] == 7, "index " + i);
    }
  }

  @Test
  void zerosAreZeros() {
    assertArrayEquals(new float[3], fill(Initializers.zeros(), 3));
  }

  @Test
  void sameSeedGivesTheSameBits() {
    assertArrayEquals(parameters("a", "b", 5), parameters("a", "b", 5));
  }

  @Test
  void anotherSeedGivesOtherValues() {
    assertFalse(Arrays.equals(parameters("a", "b", 5), parameters("a", "b", 6)));
  }

  @Test
  void weightsDoNotShareASequence() {
    float[] both = parameters("a", "b", 5);
    float[] swapped = parameters("b", "a", 5);

    assertArrayEquals(Arrays.copyOfRange(both, 0, 4), Arrays.copyOfRange(swapped, 4, 8));
    assertArrayEquals(Arrays.copyOfRange(both, 4, 8), Arrays.copyOfRange(swapped, 0, 4));
    assertFalse(Arrays.equals(Arrays.copyOf(both, 4), Arrays.copyOfRange(both, 4, 8)));
  }

  @Test
  void heKeepsItsBitsFromReleaseToRelease() {
    float[] values = fill(Initializers.heNormal(2), 3);

    assertArrayEquals(EARLIER, values, () -> Arrays.toString(values));
  }

  private static float[] parameters(String first, String second, long seed) {
    Initializer initializer = Initializers.heNormal(4);
    return Initializers.parameters(
        ImmutableList.of(
            new Weight(first, ImmutableList.of(4), initializer),
            new Weight(second, ImmutableList.of(2, 2), initializer)),
        new Seed(seed));
  }

  private static float[] fill(Initializer initializer, int size) {
    float[] values = new float[size];
    initializer.fill(new Seed(SEED).random(), values, 0, size);
    return values;
  }

  private static double moment(float[] values, int order) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, order);
    }
    return sum / values.length;
  }

  private static String seed() {
    return "seed " + SEED;
  }
}
