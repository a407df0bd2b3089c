package dev.garrison.cluster.node;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;

/**
 * An experiment with its graph, shared by the runs that need the same. Any thread.
 *
 * @param need what it was built for
 * @param experiment data and model
 * @param replica the graph
 */
record Workshop(Need need, Experiment experiment, Replica replica) implements AutoCloseable {
  /**
   * What decides whether two runs can share.
   *
   * @param experiment its name and arguments
   * @param seed of the run
   * @param options how gradients are computed
   */
  record Need(PluginSpec experiment, Seed seed, ReplicaOptions options) {}

  /**
   * Builds it, which may take long.
   *
   * @throws dev.garrison.core.UserException if the experiment cannot be built here
   */
  static Workshop build(PluginRegistry registry, Need need) {
    Experiment experiment = Experiment.create(registry, need.experiment(), need.seed());
    return new Workshop(
        need,
        experiment,
        new Replica(experiment.model(), experiment.train().shape(), need.options()));
  }

  @Override
  public void close() {
    replica.close();
  }
}
