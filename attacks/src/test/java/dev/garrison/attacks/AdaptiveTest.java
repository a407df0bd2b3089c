package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Bulyan;
import dev.garrison.aggregators.Clipping;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.Median;
import dev.garrison.aggregators.MultiKrum;
import dev.garrison.aggregators.Pipeline;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.TrimmedMean;
import dev.garrison.attacks.Adaptive.Against;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveTest extends ColludingAttackContract {
  private static final Cohort COHORT = new Cohort(11, 3);

  @Override
  String spec() {
    return "adaptive,against:trimmed-mean";
  }

  @Override
  boolean random() {
    return true;
  }

  private static float[][] forge(String spec, Aggregator defence, float[]... honest) {
    float[][] forged = new float[COHORT.n() - honest.length][honest[0].length];
    ((ColludingAttack) AttackPlugins.create(spec))
        .forge(Views.of(Proposals.of(honest), COHORT, defence), forged);
    return forged;
  }

  private static float[] krumOf(float[][] honest, float[][] forged) {
    float[][] rows = Arrays.copyOf(honest, 11);
    System.arraycopy(forged, 0, rows, 8, 3);
    float[] out = new float[honest[0].length];
    new Krum(COHORT).aggregate(Proposals.of(rows), out);
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    // two honest values, where the forged ones lie
    "1, 4, 0.5, 1",
    "-1, 4, -2, -1",
    "-4, -1, -1, -0.5",
    "-4, 1, 1, 2",
    "0, 4, 0, 0",
    "-3, 3, 0, 0"
  })
  void drawsBeyondTheExtremeHonestValue(float a, float b, float low, float high) {
    float[] first = new float[500];
    float[] second = new float[500];
    Arrays.fill(first, a);
    Arrays.fill(second, b);
    float[][] forged = forge(spec(), Defences::skipping, first, second);
    double sum = 0;
    for (float[] row : forged) {
      for (float value : row) {
        assertTrue(low <= value && value <= high, "value " + value);
        sum += value;
      }
    }
    // Five standard deviations of the mean of 4500 uniform values, seed 7
    double error = 5 * (high - low) / Math.sqrt(12 * 4500);
    assertEquals((low + high) / 2, sum / 4500, error, "seed 7");
  }

  @Test
  void movesTheTrimmedMeanAgainstTheHonestDirection() {
    for (long seed = 0; seed < 5; seed++) {
      float[][] honest = Defences.honest(seed, 8, 300);
      float[][] forged = forge(spec(), Defences::skipping, honest);
      float[][] rows = Arrays.copyOf(honest, 11);
      System.arraycopy(forged, 0, rows, 8, 3);
      float[] out = new float[300];
      new TrimmedMean(COHORT).aggregate(Proposals.of(rows), out);
      double[] mean = Defences.mean(honest);
      for (int k = 0; k < 300; k++) {
        assertTrue((mean[k] - out[k]) * mean[k] > 0, "seed %d, column %d".formatted(seed, k));
      }
    }
  }

  @Test
  void infiniteHonestValuesAreNotExtremes() {
    float[][] forged =
        forge(spec(), Defences::skipping, new float[] {4}, new float[] {Float.POSITIVE_INFINITY});
    assertTrue(2 <= forged[0][0] && forged[0][0] <= 4, "value " + forged[0][0]);
  }

  @Test
  void isSelectedByKrumThoughItPointsTheOtherWay() {
    for (long seed = 0; seed < 10; seed++) {
      float[][] honest = Defences.honest(seed, 8, 60);
      float[][] forged = forge("fang,against:krum", Defences::skipping, honest);
      double[] mean = Defences.mean(honest);
      float length = Math.abs(forged[0][0]);
      assertTrue(length > 0, "seed " + seed);
      for (int k = 0; k < 60; k++) {
        assertEquals(mean[k] > 0 ? -length : length, forged[2][k], "seed " + seed);
      }
      assertArrayEquals(forged[0], krumOf(honest, forged), "seed " + seed);
      float[][] twice = new float[3][60];
      for (float[] row : twice) {
        for (int k = 0; k < 60; k++) {
          row[k] = 2 * forged[0][k];
        }
      }
      // Twice the λ is the bound itself or was tried before
      boolean kept = Arrays.equals(twice[0], krumOf(honest, twice));
      assertTrue(!kept || 2 * length > bound(honest), "seed " + seed);
    }
  }

  /** The paper's bound on λ, for n = 11 and f = 3. */
  private static double bound(float[][] honest) {
    double least = Double.POSITIVE_INFINITY;
    double longest = 0;
    for (float[] row : honest) {
      double[] squares =
          Arrays.stream(honest)
              .mapToDouble(other -> Math.pow(Defences.distance(other, Defences.wide(row)), 2))
              .sorted()
              .toArray();
      least = Math.min(least, Arrays.stream(squares, 0, 7).sum());
      longest = Math.max(longest, Defences.distance(row, new double[row.length]));
    }
    int d = honest[0].length;
    return Math.sqrt(least / ((11 - 2 * 3 - 1) * d)) + longest / Math.sqrt(d);
  }

  @Test
  void isZeroAgainstKrumWhereHonestRowsAreNotFinite() {
    float[][] forged =
        forge(
            "fang,against:krum",
            Defences::skipping,
            new float[] {1, Float.NaN},
            new float[] {2, 3});
    for (float[] row : forged) {
      assertArrayEquals(new float[] {0, 0}, new float[] {Math.abs(row[0]), Math.abs(row[1])});
    }
  }

  @Test
  void seesWhatKindOfRuleItIsUpAgainst() {
    float[][] honest = Defences.honest(1, 8, 20);
    Aggregator clipped = new Pipeline(List.of(new Clipping(1)), new Krum(COHORT));
    for (Aggregator rule : List.of(new Krum(COHORT), clipped)) {
      assertArrayEquals(
          forge("adaptive,against:krum", rule, honest), forge("adaptive", rule, honest));
    }
    Aggregator median = new Median(COHORT);
    assertArrayEquals(
        forge("adaptive,against:trimmed-mean", median, honest), forge("adaptive", median, honest));
    Cohort large = new Cohort(11, 2);
    assertEquals(Against.KRUM, kind(new Bulyan(large, Bulyan.Variant.PAPER)));
    assertEquals(Against.KRUM, kind(new MultiKrum(large, OptionalInt.empty())));
    assertEquals(Against.TRIMMED_MEAN, kind(new Defences.WithMemory()));
  }

  private static Against kind(Aggregator rule) {
    return Adaptive.kind(Views.of(Proposals.of(new float[1]), COHORT, rule));
  }

  @Test
  void isKnownByItsOtherNameAndRefusesOtherRules() {
    assertInstanceOf(Adaptive.class, AttackPlugins.create("fang"));
    AttackPlugins.assertRefused(
        "fang,against:median",
        "adaptive: argument against (one of krum, trimmed-mean, unset): got \"median\"");
  }
}
