package dev.garrison.cluster;

import dev.garrison.core.Batch;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Replica;

/** A place to compute one gradient at a time: a lane into the graph and a batch to fill. */
public record Bench(Lane lane, Batch batch) implements AutoCloseable {
  /** A new one; closed before the replica. */
  public static Bench of(Replica replica, Experiment experiment) {
    return new Bench(
        replica.lane(experiment.batchSize()),
        new Batch(experiment.train().shape(), experiment.batchSize()));
  }

  @Override
  public void close() {
    lane.close();
  }
}
