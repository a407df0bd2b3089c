package dev.garrison.cluster.codec;

import dev.garrison.core.Plugin;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
  private static final int UPPER = 0xffff0000;
  private static final int FOUR = 4;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

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

  private static long pair(float first, float second) {
    return Integer.toUnsignedLong(round(first) | round(second) << HALF);
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
    int whole = count - count % FOUR;
    for (int i = 0; i < whole; i += FOUR) {
      int k = position + i;
      long word =
          pair(values[k], values[k + 1]) | pair(values[k + 2], values[k + 3]) << Integer.SIZE;
      WORDS.set(out, at + Short.BYTES * i, word);
    }
    for (int i = whole; i < count; i++) {
      SHORTS.set(out, at + Short.BYTES * i, (short) round(values[position + i]));
    }
  }

  @Override
  public void decode(byte[] in, int at, Payload into, int position, int count) {
    float[] values = into.toFloats();
    int whole = count - count % FOUR;
    for (int i = 0; i < whole; i += FOUR) {
      int k = position + i;
      long word = (long) WORDS.get(in, at + Short.BYTES * i);
      values[k] = Float.intBitsToFloat((int) word << HALF);
      values[k + 1] = Float.intBitsToFloat((int) word & UPPER);
      values[k + 2] = Float.intBitsToFloat((int) (word >>> HALF) & UPPER);
      values[k + 3] = Float.intBitsToFloat((int) (word >>> Integer.SIZE) & UPPER);
    }
    for (int i = whole; i < count; i++) {
      short upper = (short) SHORTS.get(in, at + Short.BYTES * i);
      values[position + i] = Float.intBitsToFloat(upper << HALF);
    }
  }

  @Override
  public boolean codesParameters() {
    return true;
  }
}
