package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.HostileScenarios.Scenario;
import dev.garrison.core.Bindings;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule but average, alone and behind every pre-aggregator and every pair of them, against one
 * to f rows of every kind of hostile value, in all places. The output is finite, and as near to the
 * good rows as the rule promises ({@link RulePromises}); what a pre-aggregator makes of these is
 * held to its own promise ({@link StepPromises}). Finds the plugins by itself: a new one fails here
 * until somebody says what it promises.
 */
class HostileRowsTest {
  private static final int LEAST_N = 11;
  private static final int F = 3;
  private static final int D = 40;

  private static final PluginRegistry REGISTRY =
      PluginRegistry.load(List.of(Aggregator.KIND, PreAggregator.KIND), List.of());

  private static final Map<Integer, List<Scenario>> SCENARIOS = new HashMap<>();

  @AfterAll
  static void close() {
    REGISTRY.close();
  }

  /** Names of pre-aggregators in order, then of a rule. */
  static List<List<String>> pipelines() {
    List<List<String>> before = new ArrayList<>(List.of(List.of()));
    for (String first : names(PreAggregator.KIND)) {
      before.add(List.of(first));
      for (String second : names(PreAggregator.KIND)) {
        before.add(List.of(first, second));
      }
    }
    List<List<String>> all = new ArrayList<>();
    for (String rule : names(Aggregator.KIND)) {
      for (List<String> steps : before) {
        List<String> pipeline = new ArrayList<>(steps);
        pipeline.add(rule);
        all.add(pipeline);
      }
    }
    all.removeIf(pipeline -> pipeline.contains("average"));
    return all;
  }

  private static List<String> names(PluginKind<?> kind) {
    return REGISTRY.list(kind).stream().map(PluginDescription::name).toList();
  }

  /** Monna goes by a worker's id, which means nothing once rows are merged. */
  private static boolean isRefused(List<String> pipeline) {
    return pipeline.contains("monna") && pipeline.contains("bucketing");
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void keepsItsPromiseWhateverUpToFRowsHold(List<String> pipeline) {
    int n = leastN(pipeline);
    if (isRefused(pipeline)) {
      Exception e = assertThrows(UserException.class, () -> build(pipeline, n));
      assertTrue(e.getMessage().startsWith("monna: needs each worker's own row"), e.getMessage());
      return;
    }
    Aggregator whole = build(pipeline, n);
    StagedPipeline staged = new StagedPipeline(pipeline, steps(pipeline, n), rule(pipeline, n), F);
    for (Scenario scenario : SCENARIOS.computeIfAbsent(n, k -> HostileScenarios.all(k, F, D))) {
      float[] out = Rows.filled(D, Float.NaN);
      whole.aggregate(scenario.proposals(), out);
      assertTrue(IntStream.range(0, D).allMatch(k -> Float.isFinite(out[k])), scenario.name());
      assertArrayEquals(staged.aggregate(scenario), out, scenario.name());
    }
  }

  /** The least n that is enough for the rule behind what makes fewer rows of them. */
  private static int leastN(List<String> pipeline) {
    String rule = pipeline.get(pipeline.size() - 1);
    Requirement requirement = Requirement.of(REGISTRY.describe(Aggregator.KIND, rule).type());
    for (int n = LEAST_N; ; n++) {
      int rows = Pipeline.rowsFor(n, steps(pipeline, n));
      // No rule is asked for more than the good majority it can go by
      if (rows > 2 * F && requirement.holds(rows, F)) {
        return n;
      }
    }
  }

  private static Aggregator build(List<String> pipeline, int n) {
    return new Pipeline(steps(pipeline, n), rule(pipeline, n));
  }

  private static Aggregator rule(List<String> pipeline, int n) {
    PluginSpec rule = PluginSpec.of(pipeline.get(pipeline.size() - 1));
    int rows = Pipeline.rowsFor(n, steps(pipeline, n));
    return REGISTRY.create(Aggregator.KIND, rule, HostBindings.of(n, new Cohort(rows, F)));
  }

  private static List<PreAggregator> steps(List<String> pipeline, int n) {
    List<PreAggregator> steps = new ArrayList<>();
    for (String name : pipeline.subList(0, pipeline.size() - 1)) {
      int rows = Pipeline.rowsFor(n, steps);
      // A step may need more rows than there are; then there are too few for the rule as well
      Bindings bindings = HostBindings.of(n, new Cohort(Math.max(rows, F + 1), F));
      steps.add(REGISTRY.create(PreAggregator.KIND, PluginSpec.of(name), bindings));
    }
    return steps;
  }
}
