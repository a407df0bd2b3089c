package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Bindings;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule but average, alone and behind every pre-aggregator and every pair of them, against f
 * rows of every kind of hostile value. Finds the plugins by itself: a new one is tested here
 * without being named.
 */
class HostileRowsTest {
  private static final int LEAST_N = 11;
  private static final int F = 3;
  private static final int D = 40;

  /** A worker whose row is never hostile, since rules may trust it. */
  private static final int TRUSTED = 3;

  private static final PluginRegistry REGISTRY =
      PluginRegistry.load(List.of(Aggregator.KIND, PreAggregator.KIND), List.of());

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
  void givesFiniteOutputWhateverFRowsHold(List<String> pipeline) {
    int n = leastN(pipeline);
    if (isRefused(pipeline)) {
      Exception e = assertThrows(UserException.class, () -> build(pipeline, n));
      assertTrue(e.getMessage().startsWith("monna: needs each worker's own row"), e.getMessage());
      return;
    }
    Aggregator rule = build(pipeline, n);
    for (Map.Entry<String, float[]> hostile : AggregatorContract.hostileRows(D).entrySet()) {
      for (int first = 0; first + F <= n; first += 6) {
        for (int count = 1; count <= F; count += F - 1) {
          assertTrue(TRUSTED < first || TRUSTED >= first + count, "the trusted row is hostile");
          float[][] rows = Rows.random(first, n, D);
          for (int i = first; i < first + count; i++) {
            rows[i] = hostile.getValue().clone();
          }
          float[] out = Rows.filled(D, Float.NaN);
          rule.aggregate(Proposals.of(rows), out);
          String where = "%s in rows %d+%d of %d".formatted(hostile.getKey(), first, count, n);
          assertTrue(IntStream.range(0, D).allMatch(k -> Float.isFinite(out[k])), where);
        }
      }
    }
  }

  /** The least n that is enough for the rule behind what makes fewer rows of them. */
  private static int leastN(List<String> pipeline) {
    String rule = pipeline.get(pipeline.size() - 1);
    Requirement requirement = Requirement.of(REGISTRY.describe(Aggregator.KIND, rule).type());
    int n = LEAST_N;
    while (!requirement.holds(Pipeline.rowsFor(n, steps(pipeline, n)), F)) {
      n++;
    }
    return n;
  }

  private static Aggregator build(List<String> pipeline, int n) {
    List<PreAggregator> steps = steps(pipeline, n);
    PluginSpec rule = PluginSpec.of(pipeline.get(pipeline.size() - 1));
    Bindings bindings = bindings(n, Pipeline.rowsFor(n, steps));
    return new Pipeline(steps, REGISTRY.create(Aggregator.KIND, rule, bindings));
  }

  private static List<PreAggregator> steps(List<String> pipeline, int n) {
    List<PreAggregator> steps = new ArrayList<>();
    for (String name : pipeline.subList(0, pipeline.size() - 1)) {
      int rows = Pipeline.rowsFor(n, steps);
      // A step may need more rows than there are; then there are too few for the rule as well
      Bindings bindings = bindings(n, Math.max(rows, F + 1));
      steps.add(REGISTRY.create(PreAggregator.KIND, PluginSpec.of(name), bindings));
    }
    return steps;
  }

  /** All that a rule may ask for where every worker's own row arrives. */
  static Bindings bindings(int n) {
    return bindings(n, n);
  }

  private static Bindings bindings(int workers, int rows) {
    return Bindings.none()
        .with(Cohort.class, new Cohort(rows, F))
        .with(Seed.class, new Seed(7))
        .with(TrustedGradient.class, Rows::trusted)
        .with(TrustedWorkers.class, TrustedWorkers.of(workers, TRUSTED));
  }
}
