package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Pipeline;
import dev.garrison.aggregators.PreAggregator;
import dev.garrison.aggregators.Requirement;
import dev.garrison.aggregators.TrustedGradient;
import dev.garrison.aggregators.TrustedWorkers;
import dev.garrison.core.Bindings;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.StateNames;
import dev.garrison.core.Stateful;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.RunConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The pre-aggregators and the rule of a run, and what those of them remember.
 *
 * @param cohort declared n and f
 * @param pipeline all of them as one rule
 * @param parts each of them, by a name unique in the run
 * @param minimum least number of proposals that they say they can work with
 */
record Defence(Cohort cohort, Aggregator pipeline, Map<String, Object> parts, int minimum)
    implements Stateful {

  /**
   * @param gradient the server's own, for a rule that asks for it; not called here
   * @throws UserException if an argument is wrong or a part does not go with n and f
   */
  static Defence build(PluginRegistry registry, RunConfig config, TrustedGradient gradient) {
    Seed seed = config.numerics().seed();
    Cohort cohort = new Cohort(config.population().workers(), config.population().declared());
    Map<String, Object> parts = new HashMap<>();
    List<PreAggregator> before = new ArrayList<>();
    int rows = cohort.n();
    for (PluginSpec spec : config.preAggregators()) {
      String name = "pre-aggregator" + before.size();
      Bindings bindings = bindings(new Cohort(rows, cohort.f()), seed.derive(name));
      PreAggregator step =
          named("--pre-aggregators", () -> registry.create(PreAggregator.KIND, spec, bindings));
      before.add(step);
      parts.put(name, step);
      rows = step.rowsFor(rows);
    }
    TrustedWorkers trusted = new TrustedWorkers(cohort.n(), config.population().trusted());
    Bindings bindings =
        bindings(new Cohort(rows, cohort.f()), seed.derive("aggregator"))
            .with(TrustedGradient.class, gradient)
            .with(TrustedWorkers.class, trusted);
    Aggregator rule =
        named(
            "--aggregator", () -> registry.create(Aggregator.KIND, config.aggregator(), bindings));
    parts.put("aggregator", rule);
    Aggregator pipeline =
        before.isEmpty() ? rule : new Pipeline(ImmutableList.copyOf(before), rule);
    return new Defence(cohort, pipeline, parts, minimum(cohort, before, rule));
  }

  private static int minimum(Cohort cohort, List<PreAggregator> before, Aggregator rule) {
    return IntStream.rangeClosed(1, cohort.n())
        .filter(count -> suffices(count, cohort.f(), before, rule))
        .findFirst()
        .orElse(cohort.n());
  }

  private static boolean suffices(int count, int f, List<PreAggregator> before, Aggregator rule) {
    int rows = count;
    for (PreAggregator step : before) {
      if (!Requirement.of(step.getClass()).holds(rows, f)) {
        return false;
      }
      rows = step.rowsFor(rows);
    }
    return Requirement.of(rule.getClass()).holds(rows, f);
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> all = new HashMap<>();
    parts.forEach(
        (name, part) -> {
          if (part instanceof Stateful stateful) {
            all.putAll(StateNames.prefix(name, stateful.state()));
          }
        });
    return all;
  }

  @Override
  public void restore(Map<String, float[]> state) {
    parts.forEach(
        (name, part) -> {
          if (part instanceof Stateful stateful) {
            stateful.restore(StateNames.unprefix(name, state));
          }
        });
  }

  private static Bindings bindings(Cohort cohort, Seed seed) {
    return Bindings.none().with(Cohort.class, cohort).with(Seed.class, seed);
  }

  /** Says which option a mistake is in. */
  static <T> T named(String option, java.util.function.Supplier<T> build) {
    try {
      return build.get();
    } catch (UserException e) {
      throw new UserException(option + ": " + e.getMessage(), e);
    }
  }
}
