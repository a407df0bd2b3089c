package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One run, as asked for on the command line. Immutable.
 *
 * @param experiment what is trained
 * @param aggregator the rule
 * @param preAggregators before the rule, in order
 * @param optimizer how parameters follow the aggregate
 * @param learningRate the schedule
 * @param codec how proposals travel
 * @param attack what Byzantine workers do; empty if there are none
 * @param localAttack what the workers with a local attack beside them do; empty if there are none
 * @param population the workers
 * @param numerics what decides the bits
 * @param maxSteps additional steps; non-positive for no limit
 * @param epochs what is counted in epochs, in place of steps
 * @param evaluation when to evaluate
 * @param checkpoint when to save
 * @param summary when to summarize
 * @param outputs where files go
 * @param cluster where the workers are; empty for this process
 * @param behaviour the rest
 */
public record RunConfig(
    PluginSpec experiment,
    PluginSpec aggregator,
    ImmutableList<PluginSpec> preAggregators,
    PluginSpec optimizer,
    PluginSpec learningRate,
    PluginSpec codec,
    Optional<PluginSpec> attack,
    Optional<PluginSpec> localAttack,
    Population population,
    Numerics numerics,
    long maxSteps,
    Epochs epochs,
    Cadence evaluation,
    Cadence checkpoint,
    Cadence summary,
    Outputs outputs,
    Optional<ClusterConfig> cluster,
    Behaviour behaviour) {

  static RunConfig read(Arguments arguments) {
    Optional<ClusterConfig> cluster = Topology.read(arguments, System.getenv());
    PluginSpec aggregator = aggregator(arguments);
    PluginSpec experiment = plugin(arguments, "experiment", "digits");
    Numerics numerics = Numerics.read(arguments);
    Population population = Population.read(arguments, numerics.seed());
    return new RunConfig(
        experiment,
        aggregator,
        arguments.all("pre-aggregators").stream()
            .map(text -> Arguments.spec("pre-aggregators", text, ImmutableList.of()))
            .collect(ImmutableList.toImmutableList()),
        plugin(arguments, "optimizer", "sgd"),
        plugin(arguments, "learning-rate", "fixed"),
        plugin(arguments, "codec", "float32"),
        attack(arguments, population),
        localAttack(arguments, population),
        population,
        numerics,
        maxSteps(arguments),
        Epochs.read(arguments),
        cadence(arguments, "evaluation", 10),
        cadence(arguments, "checkpoint", 120),
        cadence(arguments, "summary", 30),
        Outputs.read(arguments, experiment.name(), aggregator.name()),
        cluster,
        Behaviour.read(arguments, cluster.isPresent()));
  }

  /**
   * This run with everything that is counted in epochs counted in steps.
   *
   * @param stepsPerEpoch only asked if there is such a thing
   */
  public RunConfig inSteps(LongSupplier stepsPerEpoch) {
    if (epochs.last() == 0 && epochs.evaluation() == 0) {
      return this;
    }
    long epoch = stepsPerEpoch.getAsLong();
    return with(
        epochs.last() > 0 ? epoch * epochs.last() : maxSteps,
        new Epochs(0, 0),
        epochs.evaluation() > 0
            ? new Cadence(epoch * epochs.evaluation(), evaluation.period())
            : evaluation,
        outputs);
  }

  /** This run with its files elsewhere. */
  public RunConfig writing(Outputs elsewhere) {
    return with(maxSteps, epochs, evaluation, elsewhere);
  }

  private RunConfig with(long steps, Epochs counted, Cadence evaluated, Outputs written) {
    return new RunConfig(
        experiment,
        aggregator,
        preAggregators,
        optimizer,
        learningRate,
        codec,
        attack,
        localAttack,
        population,
        numerics,
        steps,
        counted,
        evaluated,
        checkpoint,
        summary,
        written,
        cluster,
        behaviour);
  }

  static PluginSpec aggregator(Arguments arguments) {
    arguments.required(
        "aggregator", "name a rule, like --aggregator multi-krum; see --list aggregators");
    return arguments.plugin("aggregator").orElseThrow();
  }

  private static PluginSpec plugin(Arguments arguments, String option, String fallback) {
    return arguments
        .plugin(option)
        .orElseGet(() -> Arguments.spec(option, fallback, arguments.all(option + "-args")));
  }

  private static Optional<PluginSpec> attack(Arguments arguments, Population population) {
    if (population.byzantine().isEmpty()) {
      return Optional.empty();
    }
    arguments.required("attack", "say what the real Byzantine workers do; see --list attacks");
    return arguments.plugin("attack");
  }

  private static Optional<PluginSpec> localAttack(Arguments arguments, Population population) {
    if (!population.local().isEmpty()) {
      arguments.required("local-attack", "say what the workers do; see --list attacks");
    } else if (arguments.has("local-attack")) {
      arguments.required("nb-local-byz-workers", "say in how many workers --local-attack runs");
    }
    return population.local().isEmpty() ? Optional.empty() : arguments.plugin("local-attack");
  }

  static long maxSteps(Arguments arguments) {
    if (arguments.has("max-step") && arguments.has("max-steps")) {
      throw new UserException("--max-step, --max-steps: the same option twice; give one");
    }
    return arguments.whole(arguments.has("max-step") ? "max-step" : "max-steps", 10_000);
  }

  private static Cadence cadence(Arguments arguments, String what, double period) {
    return new Cadence(
        arguments.whole(what + "-delta", -1), arguments.real(what + "-period", period));
  }
}
