package dev.garrison.cluster.remote;

import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.core.PluginSpec;
import dev.garrison.experiments.ReplicaOptions;

/**
 * What a node has to know to take part in a run.
 *
 * @param experiment built by each node from its own installation
 * @param replica how gradients are computed
 * @param workers what all workers have in common
 * @param dimension number of parameters d, at least 1
 * @param codec of the proposals
 */
public record RemoteRun(
    PluginSpec experiment,
    ReplicaOptions replica,
    WorkerSettings workers,
    int dimension,
    ChosenCodec codec) {
  /** Checks the range. */
  public RemoteRun {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension: expected at least 1, got " + dimension);
    }
  }
}
