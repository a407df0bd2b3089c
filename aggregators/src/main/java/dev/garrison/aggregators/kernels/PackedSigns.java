package dev.garrison.aggregators.kernels;

import java.util.Objects;

/**
 * Signs of floats, one bit each: 1 means negative.
 *
 * <p>Shapes: d floats, ⌈d/64⌉ words in each of two planes. Formula: coordinate k is bit k mod 64 of
 * word k / 64, in {@code negatives} its sign and in {@code silent} whether it has none; bits beyond
 * d are 0 when packed and ignored when unpacked. ±0 and NaN have no sign, ±∞ and subnormal numbers
 * theirs.
 *
 * <p>Stateless, any thread, in the calling thread. Cost: one reading or writing of the floats; 12
 * operations on integers to pack one, 6 to unpack it.
 *
 * <p>Errors: {@link IndexOutOfBoundsException} for a range outside of the floats or the words.
 */
public final class PackedSigns {
  private PackedSigns() {}

  /** Words of a plane that holds d signs. */
  public static int words(int d) {
    return (int) (((long) d + Long.SIZE - 1) / Long.SIZE);
  }

  /** The bits of the last word of a plane of d ≥ 1 signs that belong to one. */
  public static long lastWord(int d) {
    return -1L >>> (-d & (Long.SIZE - 1));
  }

  /**
   * Packs columns [from, to) of a row; all of the words they touch is written.
   *
   * @param from a multiple of 64
   * @param zerosAreSilent whether ±0 and NaN are noted as silent, else they count as positive
   */
  public static void pack(
      float[] row, int from, int to, boolean zerosAreSilent, long[] negatives, long[] silent) {
    Objects.checkFromToIndex(from, to, row.length);
    Objects.checkFromToIndex(
        from / Long.SIZE, words(to), Math.min(negatives.length, silent.length));
    if (from % Long.SIZE != 0) {
      throw new IllegalArgumentException("from: expected a multiple of 64, got " + from);
    }
    int at = from / Long.SIZE;
    int whole = (to - from) / Long.SIZE;
    long zeros = zerosAreSilent ? -1 : 0;
    Vectors.kernels().signs().pack(row, from, negatives, silent, at, whole, zeros);
    int rest = (to - from) % Long.SIZE;
    if (rest > 0) {
      packWord(row, to - rest, rest, negatives, silent, at + whole, zeros);
    }
  }

  /** Packs at most 64 floats into one word. */
  static void packWord(
      float[] row, int from, int count, long[] negatives, long[] silent, int at, long zeros) {
    long minus = 0;
    long none = 0;
    for (int k = 0; k < count; k++) {
      int bits = Float.floatToRawIntBits(row[from + k]);
      int size = bits & Integer.MAX_VALUE;
      // The first is negative for a NaN alone, the second for a zero alone
      int zeroOrNan = (SignKernels.INFINITY - size) | (size - 1);
      none |= (long) (zeroOrNan >>> 31) << k;
      minus |= (long) ((bits & ~zeroOrNan) >>> 31) << k;
    }
    negatives[at] = minus;
    silent[at] = none & zeros;
  }

  /**
   * Unpacks columns [from, to): −1, 1, or 0 where silent.
   *
   * @param out the sign of column k goes to element at + k − from
   * @param at where the first goes
   */
  public static void unpack(
      long[] negatives, long[] silent, int from, int to, float[] out, int at) {
    check(negatives, silent, from, to, out, at);
    SignKernels kernels = Vectors.kernels().signs();
    int start = firstWhole(from, to);
    int end = start + (to - start) / Long.SIZE * Long.SIZE;
    for (int k = from; k < start; k++) {
      out[at + k - from] = sign(negatives, silent, k);
    }
    kernels.unpack(
        negatives, silent, start / Long.SIZE, (end - start) / Long.SIZE, out, at + start - from);
    for (int k = end; k < to; k++) {
      out[at + k - from] = sign(negatives, silent, k);
    }
  }

  /**
   * x ← x·keep − move·sign for columns [from, to), each a float operation of its own.
   *
   * @param x column k is element at + k − from
   * @param at element of the first
   */
  public static void apply(
      long[] negatives,
      long[] silent,
      int from,
      int to,
      float keep,
      float move,
      float[] x,
      int at) {
    check(negatives, silent, from, to, x, at);
    SignKernels kernels = Vectors.kernels().signs();
    int start = firstWhole(from, to);
    int end = start + (to - start) / Long.SIZE * Long.SIZE;
    for (int k = from; k < start; k++) {
      int i = at + k - from;
      x[i] = x[i] * keep - move * sign(negatives, silent, k);
    }
    kernels.apply(
        negatives,
        silent,
        start / Long.SIZE,
        (end - start) / Long.SIZE,
        keep,
        move,
        x,
        at + start - from);
    for (int k = end; k < to; k++) {
      int i = at + k - from;
      x[i] = x[i] * keep - move * sign(negatives, silent, k);
    }
  }

  private static void check(
      long[] negatives, long[] silent, int from, int to, float[] floats, int at) {
    long most = Math.min(negatives.length, silent.length) * (long) Long.SIZE;
    Objects.checkFromToIndex(from, to, (int) Math.min(most, Integer.MAX_VALUE));
    Objects.checkFromIndexSize(at, to - from, floats.length);
  }

  /** The first column of a word from {@code from} on, or {@code to}. */
  private static int firstWhole(int from, int to) {
    return (int) Math.min((long) words(from) * Long.SIZE, to);
  }

  private static float sign(long[] negatives, long[] silent, int k) {
    return sign(negatives[k / Long.SIZE], silent[k / Long.SIZE], k);
  }

  /** The sign at bit k mod 64. */
  static float sign(long negative, long none, int k) {
    int minus = (int) (negative >>> k) << 31;
    int kept = ((int) (none >>> k) & 1) - 1;
    return Float.intBitsToFloat((SignKernels.ONE | minus) & kept);
  }
}
