package dev.garrison.runner.training;

import com.google.common.collect.ImmutableSet;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.SignAggregator;
import dev.garrison.aggregators.TrustedGradient;
import dev.garrison.attacks.Attack;
import dev.garrison.attacks.ColludingAttack;
import dev.garrison.attacks.LocalAttack;
import dev.garrison.cluster.LogicalWorkers;
import dev.garrison.cluster.WorkerPool;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.Bindings;
import dev.garrison.core.DataShape;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import dev.garrison.runner.cli.Numerics;
import dev.garrison.runner.cli.Population;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.optimizers.Optimizer;
import dev.garrison.runner.optimizers.ServerGraph;
import dev.garrison.runner.schedules.LearningRate;
import dev.garrison.runner.schedules.StepsPerEpoch;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of one run, built from names. Everything a person may have got wrong shows while they
 * are built, before anything is written. One thread.
 */
final class Assembly implements AutoCloseable {
  final Experiment experiment;
  final ChosenCodec codec;
  final Defence defence;
  final LearningRate learningRate;
  final Optimizer optimizer;
  final WorkerSettings settings;
  final Replica replica;
  final Evaluator evaluator;
  final Optional<ServerGradient> serverGradient;
  final WorkerPool pool;

  /** The pool, if it is a cluster's. */
  final Optional<RemotePool> remote;

  final ServerGraph server;
  final Optional<ColludingAttack> colluding;
  final Optional<Adversary> adversary;
  private long stepsPerEpoch;

  /**
   * @param credentials of this process in a cluster
   * @param stop asks the run to end
   * @throws dev.garrison.core.UserException if the configuration does not work out
   */
  Assembly(
      PluginRegistry registry,
      RunConfig config,
      Optional<Credentials> credentials,
      StopSignal stop) {
    Numerics numerics = config.numerics();
    Population population = config.population();
    // The data may have to be downloaded: a mistake in the rule is found first.
    defence = Defence.build(registry, config, this::serverGradient);
    learningRate =
        Defence.named(
            "--learning-rate",
            () ->
                registry.create(
                    LearningRate.KIND,
                    config.learningRate(),
                    Bindings.none().with(StepsPerEpoch.class, this::stepsPerEpoch)));
    optimizer =
        Defence.named(
            "--optimizer",
            () -> registry.create(Optimizer.KIND, config.optimizer(), Bindings.none()));
    float momentum = numerics.workerMomentum(config.optimizer().name(), optimizer.workerMomentum());
    codec = Defence.named("--codec", () -> ChosenCodec.of(registry, config.codec()));
    experiment =
        Defence.named(
            "--experiment",
            () -> Experiment.create(registry, config.experiment(), numerics.seed()));
    refuseAttackedTrust(population);
    Optional<Attack> attack =
        config
            .attack()
            .map(spec -> Defence.named("--attack", () -> attack(registry, spec, numerics)));
    colluding = attack.filter(ColludingAttack.class::isInstance).map(ColludingAttack.class::cast);
    adversary =
        colluding.map(
            all ->
                new Adversary(
                    all,
                    population.byzantine(),
                    defence.cohort(),
                    defence.pipeline(),
                    codec.codec()));
    boolean local = attack.filter(LocalAttack.class::isInstance).isPresent();
    Optional<PluginSpec> localAttack = local ? config.attack() : config.localAttack();
    config.localAttack().ifPresent(spec -> checkLocal(registry, spec, config, local));
    settings =
        new WorkerSettings(
            population.workers(),
            colluding.isPresent() ? population.byzantine() : ImmutableSet.of(),
            local ? population.byzantine() : population.local(),
            localAttack,
            momentum,
            numerics.seed());
    ReplicaOptions options =
        new ReplicaOptions(
            numerics.workerThreads(), config.behaviour().gpu(), numerics.l1(), numerics.l2());
    replica = new Replica(experiment.model(), experiment.train().shape(), options);
    boolean asks =
        registry
            .describe(Aggregator.KIND, config.aggregator().name())
            .provided()
            .contains(TrustedGradient.class);
    serverGradient =
        asks
            ? Optional.of(
                new ServerGradient(
                    replica,
                    experiment.train(),
                    numerics.trustedExamples(),
                    numerics.seed().derive("trusted-examples")))
            : Optional.empty();
    RemoteRun run =
        new RemoteRun(config.experiment(), options, settings, replica.dimension(), codec);
    remote =
        config
            .cluster()
            .map(
                cluster ->
                    Pools.remote(config, cluster, credentials, run, defence.minimum(), stop));
    pool =
        remote.isPresent()
            ? remote.get()
            : Pools.here(registry, config, experiment, replica, settings, codec.codec());
    Evaluator here = new EvaluatorHere(experiment, replica);
    evaluator =
        config
            .cluster()
            .map(cluster -> Pools.evaluator(cluster, credentials, run, here, stop))
            .orElse(here);
    server = new ServerGraph(optimizer, replica.dimension(), numerics.workerThreads());
  }

  /** Beside a colluding attack, or none. */
  private void checkLocal(
      PluginRegistry registry, PluginSpec spec, RunConfig config, boolean attackIsLocal) {
    if (attackIsLocal) {
      throw new UserException(
          "--local-attack: --attack %s is a local attack too, and a run has one; give --attack one"
                  .formatted(config.attack().orElseThrow().name())
              + " that forges rows, or leave it out");
    }
    Attack built = Defence.named("--local-attack", () -> attack(registry, spec, config.numerics()));
    if (!(built instanceof LocalAttack)) {
      throw new UserException(
          "--local-attack: %s is not local, it forges the rows of several workers; give it as"
                  .formatted(spec.name())
              + " --attack, with --nb-real-byz-workers");
    }
  }

  /** An experiment may put an attack into a worker by itself. */
  private void refuseAttackedTrust(Population population) {
    for (int id : population.trusted()) {
      experiment
          .attackOn(id)
          .ifPresent(
              attack -> {
                throw new UserException(
                    "--trusted-workers: the experiment puts %s into worker %d; trust another"
                        .formatted(attack.name(), id));
              });
    }
  }

  /** Whether the server can send how the parameters changed, in place of them. */
  boolean sendsVotes() {
    return codec.codec() instanceof Sign
        && defence.pipeline() instanceof SignAggregator
        && optimizer.signStep(1).isPresent();
  }

  /** How many steps make an epoch. */
  long stepsPerEpoch() {
    if (stepsPerEpoch == 0) {
      int[][] shards = LogicalWorkers.shards(experiment, settings);
      long examples = Arrays.stream(shards).mapToLong(shard -> shard.length).sum();
      stepsPerEpoch = StepsPerEpoch.of(examples, shards.length, experiment.batchSize());
    }
    return stepsPerEpoch;
  }

  private void serverGradient(long step, float[] out) {
    serverGradient.orElseThrow().compute(step, out);
  }

  private Attack attack(PluginRegistry registry, PluginSpec spec, Numerics numerics) {
    Bindings bindings =
        Bindings.none()
            .with(Seed.class, numerics.seed().derive("attack"))
            .with(DataShape.class, experiment.train().shape());
    return registry.create(Attack.KIND, spec, bindings);
  }

  @Override
  public void close() {
    pool.close();
    evaluator.close();
    server.close();
    serverGradient.ifPresent(ServerGradient::close);
    replica.close();
  }
}
