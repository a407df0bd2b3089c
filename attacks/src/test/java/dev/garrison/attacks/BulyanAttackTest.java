package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Average;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.MultiKrum;
import dev.garrison.aggregators.Proposals;
import dev.garrison.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BulyanAttackTest extends ColludingAttackContract {
  private static final Cohort COHORT = new Cohort(11, 2);

  @Override
  String spec() {
    return "bulyan-attack";
  }

  @Override
  Aggregator defence(Cohort cohort) {
    return Defences.average(cohort);
  }

  private static float[] forge(String spec, Aggregator defence, float[]... honest) {
    float[][] forged = new float[COHORT.n() - honest.length][honest[0].length];
    ((ColludingAttack) AttackPlugins.create(spec))
        .forge(Views.of(Proposals.of(honest), COHORT, defence), forged);
    assertArrayEquals(forged[0], forged[forged.length - 1]);
    return forged[0];
  }

  /** Whether the defence uses a row that is the honest mean but for one coordinate. */
  private static boolean uses(Aggregator defence, float[][] honest, float[] row, float value) {
    float[] moved = row.clone();
    moved[5] = value;
    float[][] rows = Arrays.copyOf(honest, 11);
    rows[9] = moved;
    rows[10] = moved;
    Proposals proposals = Proposals.of(rows);
    defence.aggregate(proposals, new float[row.length]);
    List<Integer> excluded = Arrays.stream(proposals.excludedWorkers()).boxed().toList();
    return !excluded.containsAll(List.of(9, 10));
  }

  @Test
  void shiftsOneCoordinateJustAsFarAsTheRuleSelectsIt() {
    for (long seed = 0; seed < 5; seed++) {
      float[][] honest = Defences.honest(seed, 9, 400);
      double[] mean = Defences.mean(honest);
      for (Aggregator defence :
          List.of(new Krum(COHORT), new MultiKrum(COHORT, OptionalInt.empty()))) {
        float[] row = forge("bulyan-attack,coordinate:5", defence, honest);
        double shift = row[5] - mean[5];
        assertTrue(uses(defence, honest, row, row[5]), "seed " + seed);
        assertTrue(!uses(defence, honest, row, (float) (mean[5] + 1.01 * shift)), "seed " + seed);
        // One deviation is 1, the square root of the dimension 20
        assertTrue(shift > 10, "shift " + shift + ", seed " + seed);
        for (int k = 0; k < 400; k++) {
          // The mean is rounded to float: numbers below 8
          assertEquals(k == 5 ? row[5] : mean[k], row[k], 8 * 0x1p-24, "seed " + seed);
        }
      }
    }
  }

  @Test
  void shiftsTheWidestCoordinateUnlessToldOtherwise() {
    float[][] honest = {{1, 0, 5}, {1, 4, 7}, {1, 0, 5}, {1, 4, 7}};
    float[] widest = forge("bulyan-attack,evaluations:1", new Average(COHORT), honest);
    // The diameter is √20
    assertArrayEquals(new float[] {1, 2 + (float) Math.sqrt(20), 6}, widest, 1e-6f);
    float[] asked = forge("bulyan-attack,evaluations:3,coordinate:2", new Average(COHORT), honest);
    // Doubled twice, for the mean leaves out nobody
    assertArrayEquals(new float[] {1, 2, 6 + 4 * (float) Math.sqrt(20)}, asked, 1e-5f);
  }

  @Test
  void staysWithinTheHonestDiameterOfADefenceWithMemory() {
    float[][] honest = {{0, 0}, {6, 0}, {0, 0}, {6, 0}};
    // Mean (3, 0), diameter 6: (6, 0) is 6 from the first
    assertArrayEquals(
        new float[] {6, 0}, forge("bulyan-attack", new Defences.WithMemory(), honest));
    assertArrayEquals(
        new float[] {3, (float) Math.sqrt(27)},
        forge("bulyan-attack,coordinate:1", new Defences.WithMemory(), honest),
        1e-6f);
  }

  @Test
  void sendsTheMeanWhereNothingIsSelected() {
    assertArrayEquals(
        new float[] {2},
        forge("bulyan-attack", Defences::skipping, new float[] {1}, new float[] {3}));
  }

  @Test
  void refusesACoordinateThatIsNotThere() {
    UserException refused =
        assertThrows(
            UserException.class,
            () -> forge("bulyan-attack,coordinate:3", new Average(COHORT), new float[3]));
    assertEquals("bulyan-attack: needs coordinate < d = 3, got 3", refused.getMessage());
  }
}
