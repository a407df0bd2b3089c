package dev.garrison.cluster;

import dev.garrison.cluster.codec.Payload;

/**
 * One worker's answer at one step.
 *
 * @param worker its id
 * @param proposal what the codec leaves of it, from the pool's {@link RowBuffers}
 * @param loss mean loss on its batch
 */
public record Answer(int worker, Payload proposal, float loss) {
  /** The proposal as floats, length d; a fresh array unless it is floats. */
  public float[] row() {
    return proposal.toFloats();
  }
}
