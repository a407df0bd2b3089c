package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Average;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.Median;
import dev.garrison.aggregators.Proposals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimalEmpireTest extends ColludingAttackContract {
  private static final Cohort COHORT = new Cohort(11, 3);

  @Override
  String spec() {
    return "optimal-empire";
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

  private static double harm(Aggregator defence, float[][] honest, double epsilon) {
    double[] mean = Defences.mean(honest);
    float[][] rows = new float[COHORT.n()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i < honest.length ? honest[i] : new float[mean.length];
      for (int k = 0; i >= honest.length && k < mean.length; k++) {
        rows[i][k] = (float) (-epsilon * mean[k]);
      }
    }
    float[] out = new float[mean.length];
    defence.aggregate(Proposals.of(rows), out);
    return Defences.distance(out, mean);
  }

  @Test
  void doesAlmostAsMuchHarmAsAFineGridAndMoreThanPlainEmpire() {
    for (long seed = 0; seed < 5; seed++) {
      float[][] honest = Defences.honest(seed, 8, 40);
      double mean = Defences.mean(honest)[0];
      for (Aggregator defence : List.of(new Median(COHORT), new Krum(COHORT))) {
        double epsilon = -forge("optimal-empire", defence, honest)[0][0] / mean;
        double found = harm(defence, honest, epsilon);
        double best = 0;
        for (double x = -20; x <= 20; x += 0.05) {
          best = Math.max(best, harm(defence, honest, x));
        }
        String where = "seed %d, epsilon=%g, harm %g of %g".formatted(seed, epsilon, found, best);
        // The search is local: a defence that selects has more than one peak
        assertTrue(found >= 0.8 * best, where);
        assertTrue(found >= harm(defence, honest, 1.1) - 1e-6, where);
      }
    }
  }

  @Test
  void againstTheMeanGoesAsFarAsItsEvaluationsLet() {
    float[][] honest = {{1}, {3}, {1}, {3}, {1}, {3}, {1}, {3}};
    // 1, −1 (no gain), 2, 4, 8 at the fifth
    float[][] forged = forge("optimal-empire,evaluations:5", new Average(COHORT), honest);
    assertArrayEquals(new float[][] {{-16}, {-16}, {-16}}, forged);
  }

  @Test
  void isPlainEmpireAgainstWhatItMayNotOrCannotRun() {
    float[][] honest = Defences.honest(3, 8, 20);
    float[][] plain = forge("empire", Defences::skipping, honest);
    for (Aggregator defence : List.of(new Defences.WithMemory(), (Aggregator) Defences::skipping)) {
      float[][] forged = forge("optimal-empire", defence, honest);
      for (int i = 0; i < 3; i++) {
        // The mean is rounded to float before it is scaled: numbers below 8
        assertArrayEquals(plain[i], forged[i], 8 * 0x1p-23f, "seed 3");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"optimal-ipm", "optimal-foe", "opt-foe"})
  void isKnownByItsOtherNames(String alias) {
    assertInstanceOf(OptimalEmpire.class, AttackPlugins.create(alias + ",evaluations:3"));
  }
}
