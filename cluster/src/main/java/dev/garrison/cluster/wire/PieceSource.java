package dev.garrison.cluster.wire;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.experiments.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A vector that can be written to the wire in pieces. */
public interface PieceSource {
  /** Bytes copied at a time: stays in the processor's first cache. */
  int CHUNK = 8192;

  /**
   * Writes values, lowest byte first.
   *
   * @param from position of the first
   * @param count number of values
   */
  void write(long from, int count, OutputStream out) throws IOException;

  /** Bytes of so many values. */
  default int bytes(int count) {
    return Float.BYTES * count;
  }

  /** Values of a full frame; the others begin at multiples of it. */
  default int most() {
    return PieceHeader.MOST;
  }

  /** Whether the values are in the run's codec; else they are floats. */
  default boolean coded() {
    return false;
  }

  /** An array's values, which must not change until they are written. */
  static PieceSource of(float[] values) {
    return (from, count, out) -> {
      byte[] chunk = new byte[CHUNK];
      ByteBuffer floats = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      int end = Math.toIntExact(from + count);
      for (int at = (int) from; at < end; at += CHUNK / Float.BYTES) {
        int some = Math.min(CHUNK / Float.BYTES, end - at);
        floats.asFloatBuffer().put(values, at, some);
        out.write(chunk, 0, Float.BYTES * some);
      }
    };
  }

  /** Parameters; their memory is as on the wire, so that nothing is converted. */
  static PieceSource of(Parameters parameters) {
    return (from, count, out) -> {
      byte[] chunk = new byte[CHUNK];
      long end = Float.BYTES * (from + count);
      for (long at = Float.BYTES * from; at < end; at += CHUNK) {
        int some = (int) Math.min(CHUNK, end - at);
        parameters.readBytes(at, chunk, 0, some);
        out.write(chunk, 0, some);
      }
    };
  }

  /** Parameters in a codec that codes them. */
  static PieceSource of(Codec codec, Parameters parameters) {
    return new CodedParametersSource(codec, parameters);
  }

  /** What a codec made of a vector, which must not change until it is written. */
  static PieceSource of(Codec codec, Payload payload) {
    return codec instanceof Float32 ? of(payload.toFloats()) : new CodedSource(codec, payload);
  }
}
