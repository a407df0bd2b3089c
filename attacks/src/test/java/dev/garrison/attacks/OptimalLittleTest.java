package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Average;
import dev.garrison.aggregators.Clipping;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.Nnm;
import dev.garrison.aggregators.Pipeline;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.TrimmedMean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimalLittleTest extends ColludingAttackContract {
  private static final Cohort COHORT = new Cohort(11, 3);

  @Override
  String spec() {
    return "optimal-little";
  }

  @Override
  Aggregator defence(Cohort cohort) {
    return Defences.average(cohort);
  }

  private static float[][] forge(String spec, Aggregator defence, float[]... honest) {
    float[][] forged = new float[COHORT.n() - honest.length][honest[0].length];
    ((ColludingAttack) AttackPlugins.create(spec))
        .forge(Views.of(Proposals.of(honest), COHORT, defence), forged);
    return forged;
  }

  /** How far the defence ends up from the honest mean. */
  private static double harm(Aggregator defence, float[][] honest, double z) {
    double[] mean = Defences.mean(honest);
    double[] deviation = Defences.deviation(honest);
    float[][] rows = new float[COHORT.n()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i < honest.length ? honest[i] : new float[mean.length];
      for (int k = 0; i >= honest.length && k < mean.length; k++) {
        rows[i][k] = (float) (mean[k] - z * deviation[k]);
      }
    }
    float[] out = new float[mean.length];
    defence.aggregate(Proposals.of(rows), out);
    return Defences.distance(out, mean);
  }

  private static double z(float[] forged, float[][] honest) {
    double[] mean = Defences.mean(honest);
    double[] deviation = Defences.deviation(honest);
    return (mean[0] - forged[0]) / deviation[0];
  }

  @Test
  void doesAlmostAsMuchHarmAsAFineGridAndMoreThanPlainLittle() {
    for (long seed = 0; seed < 5; seed++) {
      float[][] honest = Defences.honest(seed, 8, 40);
      for (Aggregator defence :
          List.of(
              new TrimmedMean(COHORT),
              new Krum(COHORT),
              new Pipeline(List.of(new Clipping(3), new Nnm(COHORT)), new TrimmedMean(COHORT)))) {
        double z = z(forge("optimal-little", defence, honest)[0], honest);
        double found = harm(defence, honest, z);
        double best = 0;
        for (double x = -20; x <= 20; x += 0.05) {
          best = Math.max(best, harm(defence, honest, x));
        }
        String where = "seed %d, z=%g, harm %g of %g".formatted(seed, z, found, best);
        // The search is local: a defence that selects has more than one peak
        assertTrue(found >= 0.8 * best, where);
        assertTrue(found >= harm(defence, honest, Little.defaultZ(11, 3)), where);
      }
    }
  }

  @Test
  void againstTheMeanGoesAsFarAsItsEvaluationsLet() {
    float[][] honest = {{1}, {3}, {1}, {3}, {1}, {3}, {1}, {3}};
    // 1, −1 (as good: 1 stays), 2, 4, … 2^4 at the sixth
    assertEquals(2 - 16, forge("optimal-little,evaluations:6", new Average(COHORT), honest)[0][0]);
  }

  @Test
  void runsTheDefenceAsOftenAsItsEvaluationsLetAndNotOnceWhereItRemembers() {
    Proposals honest = Proposals.of(Defences.honest(2, 8, 20));
    for (int evaluations : new int[] {1, 7, 20}) {
      AdversaryView view = Views.of(honest, COHORT, new TrimmedMean(COHORT));
      ColludingAttack attack =
          (ColludingAttack) AttackPlugins.create("optimal-little,evaluations:" + evaluations);
      attack.forge(view, new float[3][20]);
      assertEquals(evaluations, view.defence().runs());
    }
    AdversaryView remembering = Views.of(honest, COHORT, new Defences.WithMemory());
    attack().forge(remembering, new float[3][20]);
    assertEquals(0, remembering.defence().runs());
  }

  @Test
  void looksOnTheOtherSideOfTheMeanToo() {
    // Lets nothing below 2.5 through
    Aggregator oneSided =
        (proposals, out) -> {
          out[0] = 0;
          for (int i = 0; i < proposals.count(); i++) {
            out[0] += Math.max(2.5f, Math.min(5, proposals.row(i)[0])) / proposals.count();
          }
        };
    float[][] honest = {{2}, {3}, {2}, {3}, {2}, {3}, {2}, {3}};
    float[] forged = forge("optimal-little", oneSided, honest)[0];
    assertTrue(forged[0] >= 5, "forged " + forged[0]);
  }

  @Test
  void doesNotRunADefenceWithMemory() {
    float[][] honest = Defences.honest(3, 8, 20);
    float[][] plain = forge("little", Defences::skipping, honest);
    Aggregator behind = new Pipeline(List.of(new Clipping(1)), new Defences.WithMemory());
    for (Aggregator defence : List.of(new Defences.WithMemory(), behind)) {
      assertSameButForRounding(plain, forge("optimal-little", defence, honest));
    }
  }

  @Test
  void isPlainLittleAgainstADefenceThatSkipsEveryStep() {
    float[][] honest = Defences.honest(4, 8, 20);
    assertSameButForRounding(
        forge("little", Defences::skipping, honest),
        forge("optimal-little", Defences::skipping, honest));
  }

  @Test
  void placesItsRowsWhereTheByzantineWorkersAre() {
    float[][] honest = Defences.honest(5, 8, 1);
    int[] workers = {1, 2, 4, 5, 6, 7, 8, 10};
    Aggregator checking =
        (proposals, out) -> {
          for (int i = 0; i < 11; i++) {
            assertEquals(i, proposals.worker(i));
          }
          assertEquals(6, proposals.step());
          assertArrayEquals(proposals.row(0), proposals.row(9));
          out[0] = proposals.row(3)[0];
        };
    AdversaryView view = Views.of(new Proposals(6, workers, honest), COHORT, checking);
    attack().forge(view, new float[3][1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"optimal-alie", "opt-alie"})
  void isKnownByItsOtherNames(String alias) {
    assertTrue(AttackPlugins.create(alias) instanceof OptimalLittle, alias);
  }

  @Test
  void refusesToSearchWithoutEvaluations() {
    AttackPlugins.assertRefused(
        "optimal-little,evaluations:0",
        "optimal-little: argument evaluations (int in [1, inf), default 20): got \"0\"");
  }

  private static void assertSameButForRounding(float[][] expected, float[][] actual) {
    for (int i = 0; i < expected.length; i++) {
      // Mean and deviation are rounded to float before they are added: numbers below 8
      assertArrayEquals(expected[i], actual[i], 8 * 0x1p-23f);
    }
  }
}
