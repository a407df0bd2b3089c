package dev.garrison.runner.training;

import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.cluster.LogicalWorkers;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;

/**
 * What an observer may use of a run, until the run is over.
 *
 * @param experiment the data
 * @param replica evaluates; closed by the training
 * @param shards indices of the training examples of every worker that computes, by its id; not
 *     changed
 * @param stepsPerEpoch at least 1
 */
public record ObservedRun(
    Experiment experiment,
    Replica replica,
    ImmutableSortedMap<Integer, int[]> shards,
    long stepsPerEpoch) {

  static ObservedRun of(Assembly parts) {
    int[][] shards = LogicalWorkers.shards(parts.experiment, parts.settings);
    ImmutableSortedMap.Builder<Integer, int[]> byId = ImmutableSortedMap.naturalOrder();
    int next = 0;
    for (int id = 0; id < parts.settings.count(); id++) {
      if (!parts.settings.silent().contains(id)) {
        byId.put(id, shards[next++]);
      }
    }
    return new ObservedRun(
        parts.experiment, parts.replica, byId.buildOrThrow(), parts.stepsPerEpoch());
  }
}
