package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.HostileScenarios.Scenario;
import dev.garrison.aggregators.StepPromises.StepPromise;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline run stage by stage, each of them held to its promise about the rows it sees. */
final class StagedPipeline {
  private final List<String> names;
  private final List<PreAggregator> steps;
  private final List<StepPromise> stepPromises;
  private final Aggregator rule;
  private final Promise promise;
  private final int f;
  private double[] before;

  /**
   * @param names of the steps in order, then of the rule
   */
  StagedPipeline(List<String> names, List<PreAggregator> steps, Aggregator rule, int f) {
    String last = names.get(names.size() - 1);
    this.names = names;
    this.steps = steps;
    this.stepPromises =
        names.subList(0, steps.size()).stream()
            .map(name -> promised(StepPromises.BY_NAME, name))
            .toList();
    this.rule = rule;
    this.promise = promised(RulePromises.BY_NAME, last);
    this.f = f;
  }

  /** The rule's output at a step. */
  float[] aggregate(Scenario scenario) {
    Proposals proposals = scenario.proposals();
    SeenRows seen = new SeenRows(proposals, scenario.honest(), f);
    for (int i = 0; i < steps.size(); i++) {
      // Before it is applied: its rows are valid until it is applied again
      boolean[] good = StepPromises.good(steps.get(i), proposals, seen.isGood());
      proposals = steps.get(i).apply(proposals);
      SeenRows after = new SeenRows(proposals, good, f);
      String where = names.get(i) + " of " + names + ", " + scenario.name();
      assertKept(StepPromises.widened(seen, after), where);
      assertKept(stepPromises.get(i).broken(seen, after), where);
      seen = after;
    }
    float[] out = Rows.filled(proposals.dimension(), Float.NaN);
    rule.aggregate(proposals, out);
    double[] wide = Rows.wide(new float[][] {out})[0];
    if (before == null) {
      before = new double[wide.length];
    }
    assertKept(promise.broken(new Promise.Run(seen, before, wide)), names + ", " + scenario.name());
    before = wide;
    return out;
  }

  private static <T> T promised(Map<String, T> promises, String name) {
    assertTrue(promises.containsKey(name), "say there what " + name + " promises");
    return promises.get(name);
  }

  private static void assertKept(Optional<String> broken, String where) {
    assertEquals(Optional.empty(), broken, where);
  }
}
