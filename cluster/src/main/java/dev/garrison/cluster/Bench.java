package dev.garrison.cluster;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.core.Batch;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Replica;

/**
 * A place to compute one gradient at a time.
 *
 * @param lane into the graph
 * @param batch to fill
 * @param vector for a gradient that is coded into something else; of length 0 where none is
 */
@SuppressWarnings("ArrayRecordComponent")
public record Bench(Lane lane, Batch batch, float[] vector) implements AutoCloseable {
  /** A new one; closed before the replica. */
  public static Bench of(Replica replica, Experiment experiment, Codec codec) {
    boolean floats = codec.payload(1) instanceof Payload.Floats;
    return new Bench(
        replica.lane(experiment.batchSize()),
        new Batch(experiment.train().shape(), experiment.batchSize()),
        new float[floats ? 0 : replica.dimension()]);
  }

  /** Where the gradient of a proposal is computed: in the proposal itself if it is floats. */
  public float[] vector(Payload proposal) {
    return proposal instanceof Payload.Floats floats ? floats.values() : vector;
  }

  @Override
  public void close() {
    lane.close();
  }
}
