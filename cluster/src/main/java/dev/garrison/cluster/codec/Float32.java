package dev.garrison.cluster.codec;

import dev.garrison.core.Plugin;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Every bit as it is: four bytes per coordinate, lowest first. Nothing is lost. Immutable, any
 * thread.
 */
@Plugin(name = "float32", summary = "every bit as it is: 32 bits per coordinate")
public final class Float32 implements Codec {
  /** The codec. */
  public Float32() {}

  @Override
  public int granule() {
    return 1;
  }

  @Override
  public int bytes(int count) {
    return Float.BYTES * count;
  }

  @Override
  public Payload payload(int dimension) {
    return new Payload.Floats(new float[dimension]);
  }

  @Override
  public void code(float[] vector, Payload into) {
    float[] values = into.toFloats();
    if (values != vector) {
      System.arraycopy(vector, 0, values, 0, values.length);
    }
  }

  @Override
  public void encode(Payload from, int position, int count, byte[] out, int at) {
    buffer(out, at, count).asFloatBuffer().put(from.toFloats(), position, count);
  }

  @Override
  public void decode(byte[] in, int at, Payload into, int position, int count) {
    buffer(in, at, count).asFloatBuffer().get(into.toFloats(), position, count);
  }

  private static ByteBuffer buffer(byte[] bytes, int at, int count) {
    return ByteBuffer.wrap(bytes, at, Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public boolean codesParameters() {
    return false;
  }
}
