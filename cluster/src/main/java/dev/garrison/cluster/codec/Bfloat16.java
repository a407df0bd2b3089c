package dev.garrison.cluster.codec;

import dev.garrison.core.Plugin;

/**
 * The upper half of a float32: its sign, its 8 bits of exponent and 7 of its fraction, two bytes
 * per coordinate, lowest first. Parameters travel like that too.
 *
 * <p>Rounded to the nearest, ties to the even one; what is above the greatest becomes infinite, as
 * in any rounding. ±0, ±∞ and NaN stay what they are; of a NaN the upper bits of its payload stay,
 * and it is quiet. Immutable, any thread.
 */
@Plugin(name = "bfloat16", summary = "rounded to 8 significant bits: 16 bits per coordinate")
public final class Bfloat16 implements Codec {
  private static final int HALF = 16;
  private static final int QUIET = 0x40;

  /** The codec. */
  public Bfloat16() {}

  @Override
  public int granule() {
    return 1;
  }

  @Override
  public int bytes(int count) {
    return Short.BYTES * count;
  }

  @Override
  public Payload payload(int dimension) {
    return new Payload.Floats(new float[dimension]);
  }

  @Override
  public void code(float[] vector, Payload into) {
    float[] values = into.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(round(vector[i]) << HALF);
    }
  }

  /** The upper half, in the lower bits. */
  private static int round(float value) {
    int bits = Float.floatToRawIntBits(value);
    int lower = 0x7fff + (bits >>> HALF & 1);
    return !Float.isNaN(value) ? bits + lower >>> HALF : bits >>> HALF | QUIET;
  }

  @Override
  public void encode(Payload from, int position, int count, byte[] out, int at) {
    float[] values = from.toFloats();
    for (int i = 0; i < count; i++) {
      int upper = round(values[position + i]);
      out[at + 2 * i] = (byte) upper;
      out[at + 2 * i + 1] = (byte) (upper >>> 8);
    }
  }

  @Override
  public void decode(byte[] in, int at, Payload into, int position, int count) {
    float[] values = into.toFloats();
    for (int i = 0; i < count; i++) {
      int upper = in[at + 2 * i] & 0xff | in[at + 2 * i + 1] << 8;
      values[position + i] = Float.intBitsToFloat(upper << HALF);
    }
  }

  @Override
  public boolean codesParameters() {
    return true;
  }
}
