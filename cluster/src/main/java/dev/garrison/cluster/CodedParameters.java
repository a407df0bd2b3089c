package dev.garrison.cluster;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.CodedPieces;
import dev.garrison.experiments.ParameterBuffers;
import dev.garrison.experiments.Parameters;

/** What workers get to see of parameters that travel in a codec. One thread at a time. */
final class CodedParameters implements AutoCloseable {
  private final Codec codec;
  private final ParameterBuffers buffers;
  private final Payload.Floats chunk;

  /**
   * @param codec of the parameters
   * @param dimension d
   */
  CodedParameters(Codec codec, int dimension) {
    this.codec = codec;
    this.buffers = new ParameterBuffers(dimension);
    this.chunk = new Payload.Floats(new float[CodedPieces.of(codec).chunk()]);
  }

  /** A coded copy, closed by the caller. */
  Parameters of(Parameters parameters) {
    int dimension = parameters.dimension();
    float[] values = chunk.values();
    try (ParameterBuffers.Filling filling = buffers.take()) {
      for (int at = 0; at < dimension; at += values.length) {
        int count = Math.min(values.length, dimension - at);
        parameters.read(at, values, count);
        codec.code(values, chunk);
        filling.write(at, values, count);
      }
      return filling.finish();
    }
  }

  @Override
  public void close() {
    buffers.close();
  }
}
