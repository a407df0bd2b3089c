package dev.garrison.runner.training;

import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;

/**
 * What a step needs of length d beside the workers' proposals. Any thread.
 *
 * @param vectors for aggregates
 * @param proposals for rows that are forged here
 */
record StepBuffers(RowBuffers<float[]> vectors, RowBuffers<Payload> proposals) {
  /** New ones. */
  static StepBuffers of(Codec codec, int dimension) {
    return new StepBuffers(
        RowBuffers.ofFloats(dimension), new RowBuffers<>(() -> codec.payload(dimension)));
  }
}
