package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import dev.garrison.attacks.Attack;
import dev.garrison.attacks.LocalAttack;
import dev.garrison.core.Bindings;
import dev.garrison.core.DataShape;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.BatchSampler;
import dev.garrison.experiments.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Builds the logical workers of a run from plugin names: the same ones in every process. */
public final class LogicalWorkers {
  private LogicalWorkers() {}

  /**
   * Builds all workers that compute.
   *
   * @param registry where attacks are built from
   * @param experiment the data
   * @param dimension d
   * @return by increasing id
   * @throws UserException if the data cannot be shared out, or an attack does not fit it
   */
  static ImmutableList<LogicalWorker> build(
      PluginRegistry registry, Experiment experiment, WorkerSettings settings, int dimension) {
    return build(registry, experiment, settings, dimension, id -> true);
  }

  /**
   * Builds some of the workers that compute.
   *
   * @param registry where attacks are built from
   * @param experiment the data
   * @param settings of the whole run
   * @param dimension d
   * @param here which workers are wanted
   * @return by increasing id
   * @throws UserException if the data cannot be shared out, or an attack does not fit it
   */
  public static ImmutableList<LogicalWorker> build(
      PluginRegistry registry,
      Experiment experiment,
      WorkerSettings settings,
      int dimension,
      IntPredicate here) {
    int[][] shards = shards(experiment, settings);
    int next = 0;
    ImmutableList.Builder<LogicalWorker> workers = ImmutableList.builder();
    for (int id = 0; id < settings.count(); id++) {
      if (settings.silent().contains(id)) {
        continue;
      }
      int[] shard = shards[next++];
      if (!here.test(id)) {
        continue;
      }
      Seed seed = settings.seed().derive("worker", id);
      BatchSampler sampler = new BatchSampler(experiment.train(), shard, seed.derive("batches"));
      WorkerMomentum momentum =
          settings.momentum() > 0 ? new WorkerMomentum(settings.momentum(), dimension) : null;
      workers.add(
          new LogicalWorker(
              id,
              sampler,
              seed.derive("draws"),
              momentum,
              attacks(registry, experiment, settings, id, seed)));
    }
    return workers.build();
  }

  /**
   * The examples of every worker that computes, by increasing id. A forged row needs no data, and a
   * shard nobody computes on would be lost to training: with {@code sorted} data whole classes.
   *
   * @return indices into the training examples
   * @throws UserException if the data cannot be shared out
   */
  public static int[][] shards(Experiment experiment, WorkerSettings settings) {
    int computing = settings.count() - settings.silent().size();
    try {
      return experiment
          .partition()
          .assign(experiment.train(), computing, settings.seed().derive("partition"));
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private static List<LocalAttack> attacks(
      PluginRegistry registry, Experiment experiment, WorkerSettings settings, int id, Seed seed) {
    List<PluginSpec> specs = new ArrayList<>();
    experiment.attackOn(id).ifPresent(specs::add);
    if (settings.attacked().contains(id)) {
      settings.localAttack().ifPresent(specs::add);
    }
    List<LocalAttack> attacks = new ArrayList<>();
    for (PluginSpec spec : specs) {
      Bindings bindings =
          Bindings.none()
              .with(Seed.class, seed.derive("attack", attacks.size()))
              .with(DataShape.class, experiment.train().shape());
      if (!(registry.create(Attack.KIND, spec, bindings) instanceof LocalAttack attack)) {
        throw new UserException(spec.name() + ": not a local attack");
      }
      attacks.add(attack);
    }
    return attacks;
  }
}
