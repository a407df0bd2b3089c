package dev.garrison.aggregators.kernels;

/** Plain Java, for a JVM without {@code jdk.incubator.vector}. */
final class ScalarSignKernels implements SignKernels {
  @Override
  public void pack(
      float[] row, int from, long[] negatives, long[] silent, int at, int words, long zeros) {
    for (int w = 0; w < words; w++) {
      PackedSigns.packWord(row, from + Long.SIZE * w, Long.SIZE, negatives, silent, at + w, zeros);
    }
  }

  @Override
  public void unpack(long[] negatives, long[] silent, int at, int words, float[] out, int to) {
    for (int w = 0; w < words; w++) {
      long negative = negatives[at + w];
      long none = silent[at + w];
      int first = to + Long.SIZE * w;
      for (int k = 0; k < Long.SIZE; k++) {
        out[first + k] = PackedSigns.sign(negative, none, k);
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
      long negative = negatives[at + w];
      long none = silent[at + w];
      int first = to + Long.SIZE * w;
      for (int k = 0; k < Long.SIZE; k++) {
        x[first + k] = x[first + k] * keep - move * PackedSigns.sign(negative, none, k);
      }
    }
  }

  @Override
  public void carrySave(
      long[] sum, long[] a, int aFrom, long[] b, int bFrom, long[] carry, int words) {
    for (int w = 0; w < words; w++) {
      long x = a[aFrom + w];
      long y = b[bFrom + w];
      long one = x ^ y;
      carry[w] = x & y | sum[w] & one;
      sum[w] ^= one;
    }
  }

  @Override
  public void compare(long[] a, long[] b, long[] greater, long[] equal, int words) {
    for (int w = 0; w < words; w++) {
      greater[w] |= equal[w] & a[w] & ~b[w];
      equal[w] &= ~(a[w] ^ b[w]);
    }
  }

  @Override
  public void without(long[] a, long[] b, int from, long[] out, int words) {
    for (int w = 0; w < words; w++) {
      out[w] = a[from + w] & ~b[from + w];
    }
  }
}
