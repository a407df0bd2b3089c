package dev.garrison.aggregators.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * With {@code jdk.incubator.vector}, for {@link VectorKernels}.
 *
 * <p>Masks are bits of integers here: in Java 17 the JIT does not know how to make a {@code long}
 * of a {@code VectorMask}.
 */
final class VectorSignKernels implements SignKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
  private static final int WIDTH = INTS.length();
  private static final int WIDE_WIDTH = LONGS.length();
  private static final int SIGN = Integer.MIN_VALUE;

  /** By how much bit k of a lane's integer is shifted to become the sign in lane k. */
  private static final IntVector TO_SIGN = IntVector.fromArray(INTS, toSign(), 0);

  private static int[] toSign() {
    int[] shifts = new int[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      shifts[lane] = Integer.SIZE - 1 - lane;
    }
    return shifts;
  }

  @Override
  public void pack(
      float[] row, int from, long[] negatives, long[] silent, int at, int words, long zeros) {
    for (int w = 0; w < words; w++) {
      int first = from + Long.SIZE * w;
      long none = Integer.toUnsignedLong(silent(row, first + Integer.SIZE));
      none = none << Integer.SIZE | Integer.toUnsignedLong(silent(row, first));
      long minus = Integer.toUnsignedLong(minus(row, first + Integer.SIZE));
      minus = minus << Integer.SIZE | Integer.toUnsignedLong(minus(row, first));
      negatives[at + w] = minus & ~none;
      silent[at + w] = none & zeros;
    }
  }

  /** The sign bits of 32 floats. */
  private static int minus(float[] row, int from) {
    IntVector signs = IntVector.zero(INTS);
    for (int k = 0; k < Integer.SIZE; k += WIDTH) {
      signs = place(bits(row, from + k), k).lanewise(VectorOperators.OR, signs);
    }
    return signs.reduceLanes(VectorOperators.OR);
  }

  /** Which of 32 floats are ±0 or NaN. */
  private static int silent(float[] row, int from) {
    IntVector none = IntVector.zero(INTS);
    for (int k = 0; k < Integer.SIZE; k += WIDTH) {
      IntVector size = bits(row, from + k).lanewise(VectorOperators.AND, ~SIGN);
      IntVector zero = size.sub(1);
      IntVector nan = IntVector.broadcast(INTS, INFINITY).sub(size);
      none = place(zero.lanewise(VectorOperators.OR, nan), k).lanewise(VectorOperators.OR, none);
    }
    return none.reduceLanes(VectorOperators.OR);
  }

  /** The sign of each lane as bit lane + k. */
  private static IntVector place(IntVector signs, int k) {
    return signs
        .lanewise(VectorOperators.AND, SIGN)
        .lanewise(VectorOperators.LSHR, TO_SIGN)
        .lanewise(VectorOperators.LSHL, k);
  }

  private static IntVector bits(float[] row, int from) {
    return FloatVector.fromArray(FLOATS, row, from).reinterpretAsInts();
  }

  @Override
  public void unpack(long[] negatives, long[] silent, int at, int words, float[] out, int to) {
    for (int w = 0; w < words; w++) {
      long minus = negatives[at + w];
      long none = silent[at + w];
      for (int k = 0; k < Long.SIZE; k += WIDTH) {
        signs((int) (minus >>> k), (int) (none >>> k)).intoArray(out, to + Long.SIZE * w + k);
      }
    }
  }

  @Override
  public void apply(
      long[] negatives,
      long[] silent,
      int at,
      int words,
      float keep,
      float move,
      float[] x,
      int to) {
    for (int w = 0; w < words; w++) {
      long minus = negatives[at + w];
      long none = silent[at + w];
      for (int k = 0; k < Long.SIZE; k += WIDTH) {
        int i = to + Long.SIZE * w + k;
        FloatVector step = signs((int) (minus >>> k), (int) (none >>> k)).mul(move);
        FloatVector.fromArray(FLOATS, x, i).mul(keep).sub(step).intoArray(x, i);
      }
    }
  }

  /** −1, 1, or 0 where silent, of as many of the lowest bits as there are lanes. */
  private static FloatVector signs(int minus, int none) {
    IntVector mask =
        IntVector.broadcast(INTS, none)
            .lanewise(VectorOperators.LSHL, TO_SIGN)
            .lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
    return IntVector.broadcast(INTS, minus)
        .lanewise(VectorOperators.LSHL, TO_SIGN)
        .lanewise(VectorOperators.AND, SIGN)
        .lanewise(VectorOperators.OR, ONE)
        .lanewise(VectorOperators.AND_NOT, mask)
        .reinterpretAsFloats();
  }

  @Override
  public void carrySave(
      long[] sum, long[] a, int aFrom, long[] b, int bFrom, long[] carry, int words) {
    int w = 0;
    for (; w <= words - WIDE_WIDTH; w += WIDE_WIDTH) {
      LongVector x = load(a, aFrom + w);
      LongVector y = load(b, bFrom + w);
      LongVector s = load(sum, w);
      LongVector one = x.lanewise(VectorOperators.XOR, y);
      x.lanewise(VectorOperators.AND, y)
          .lanewise(VectorOperators.OR, s.lanewise(VectorOperators.AND, one))
          .intoArray(carry, w);
      s.lanewise(VectorOperators.XOR, one).intoArray(sum, w);
    }
    for (; w < words; w++) {
      long x = a[aFrom + w];
      long y = b[bFrom + w];
      long one = x ^ y;
      carry[w] = x & y | sum[w] & one;
      sum[w] ^= one;
    }
  }

  @Override
  public void compare(long[] a, long[] b, long[] greater, long[] equal, int words) {
    int w = 0;
    for (; w <= words - WIDE_WIDTH; w += WIDE_WIDTH) {
      LongVector x = load(a, w);
      LongVector y = load(b, w);
      LongVector e = load(equal, w);
      LongVector more = x.lanewise(VectorOperators.AND_NOT, y).lanewise(VectorOperators.AND, e);
      more.lanewise(VectorOperators.OR, load(greater, w)).intoArray(greater, w);
      e.lanewise(VectorOperators.AND_NOT, x.lanewise(VectorOperators.XOR, y)).intoArray(equal, w);
    }
    for (; w < words; w++) {
      greater[w] |= equal[w] & a[w] & ~b[w];
      equal[w] &= ~(a[w] ^ b[w]);
    }
  }

  @Override
  public void without(long[] a, long[] b, int from, long[] out, int words) {
    int w = 0;
    for (; w <= words - WIDE_WIDTH; w += WIDE_WIDTH) {
      load(a, from + w).lanewise(VectorOperators.AND_NOT, load(b, from + w)).intoArray(out, w);
    }
    for (; w < words; w++) {
      out[w] = a[from + w] & ~b[from + w];
    }
  }

  private static LongVector load(long[] a, int from) {
    return LongVector.fromArray(LONGS, a, from);
  }
}
