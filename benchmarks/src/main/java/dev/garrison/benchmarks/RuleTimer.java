package dev.garrison.benchmarks;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.PreAggregator;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.TrustedGradient;
import dev.garrison.aggregators.TrustedWorkers;
import dev.garrison.aggregators.kernels.ColumnBlocks;
import dev.garrison.aggregators.kernels.RowMeans;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.Bindings;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Times calls in this process: warm-up, then the median of many. One thread calls. */
final class RuleTimer {
  private static final double WARM_UP_SECONDS = 1;
  private static final double SECONDS = 1.5;
  private static final int MOST = 200;
  private static final int LEAST = 5;

  private final PluginRegistry registry;
  private final Optional<List<String>> only;

  /**
   * @param only names to time; empty for all
   */
  RuleTimer(PluginRegistry registry, Optional<List<String>> only) {
    this.registry = registry;
    this.only = only;
    for (String name : only.orElse(List.of())) {
      if (!registry.knows(PreAggregator.KIND, name)) {
        registry.describe(Aggregator.KIND, name);
      }
    }
  }

  /** Milliseconds to read all rows once, with all threads. */
  double floor(float[][] rows) {
    return times(
        () ->
            ColumnBlocks.forEach(
                rows[0].length,
                (from, to, block) -> {
                  for (float[] row : rows) {
                    if (!Vectors.allFinite(row, from, to)) {
                      throw new IllegalStateException("random rows are finite");
                    }
                  }
                }))[1];
  }

  /**
   * Times everything there is.
   *
   * @param each called with each result
   * @param refused called with why a rule does not take this n and f
   */
  void time(float[][] rows, int f, Consumer<Timing> each, Consumer<String> refused) {
    double floor = floor(rows);
    Cohort cohort = new Cohort(rows.length, f);
    float[] out = new float[rows[0].length];
    float[] mean = new float[out.length];
    RowMeans.mean(rows, mean);
    Bindings bindings =
        Bindings.none()
            .with(Cohort.class, cohort)
            .with(Seed.class, new Seed(1))
            .with(TrustedWorkers.class, TrustedWorkers.of(rows.length, 0))
            // Every row points somewhat the way of the mean, so none is left out
            .with(
                TrustedGradient.class,
                (step, own) -> System.arraycopy(mean, 0, own, 0, own.length));
    for (PluginDescription rule : registry.list(Aggregator.KIND)) {
      if (isWanted(rule)) {
        try {
          Aggregator aggregator =
              registry.create(Aggregator.KIND, PluginSpec.of(rule.name()), bindings);
          each.accept(
              timing(
                  rule.name(),
                  cohort,
                  rows[0].length,
                  floor,
                  times(() -> aggregator.aggregate(Proposals.of(rows), out))));
        } catch (UserException e) {
          refused.accept(e.getMessage());
        }
      }
    }
    for (PluginDescription rule : registry.list(PreAggregator.KIND)) {
      if (isWanted(rule)) {
        PreAggregator step =
            registry.create(PreAggregator.KIND, PluginSpec.of(rule.name()), bindings);
        double[] times = times(() -> step.apply(Proposals.of(rows)));
        each.accept(timing(rule.name() + " (pre)", cohort, rows[0].length, floor, times));
      }
    }
  }

  private boolean isWanted(PluginDescription rule) {
    return only.map(names -> names.contains(rule.name())).orElse(true);
  }

  private static Timing timing(String name, Cohort cohort, int d, double floor, double[] times) {
    return new Timing(name, cohort.n(), cohort.f(), d, times[1], times[0], times[2], floor);
  }

  /** Least, median and greatest milliseconds of a call. */
  static double[] times(Runnable call) {
    long warm = System.nanoTime();
    do {
      call.run();
    } while (System.nanoTime() - warm < WARM_UP_SECONDS * 1e9);
    double[] times = new double[MOST];
    int count = 0;
    long start = System.nanoTime();
    while (count < MOST && (count < LEAST || System.nanoTime() - start < SECONDS * 1e9)) {
      long before = System.nanoTime();
      call.run();
      times[count++] = (System.nanoTime() - before) / 1e6;
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return new double[] {sorted[0], sorted[count / 2], sorted[count - 1]};
  }
}
