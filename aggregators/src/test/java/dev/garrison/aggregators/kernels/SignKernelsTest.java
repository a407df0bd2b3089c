package dev.garrison.aggregators.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The implementation chosen for this JVM against the scalar one, to the bit, and what it computes.
 * The build runs this with and without the vector module and with narrower vectors.
 */
class SignKernelsTest {
  private static final int[] WORDS = {0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 64, 100};
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.intBitsToFloat(0x007f_ffff),
    Float.intBitsToFloat(0x807f_ffff),
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.intBitsToFloat(0xffc0_0000),
    Float.intBitsToFloat(0x7f80_0001),
    Float.intBitsToFloat(0xffff_ffff)
  };

  private final SignKernels scalar = new ScalarSignKernels();
  private final SignKernels chosen = Vectors.kernels().signs();

  private static float[] values(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          random.nextInt(4) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) Math.scalb(random.nextDouble() - 0.5, random.nextInt(80) - 40);
    }
    return values;
  }

  private static long[] bits(long seed, int length) {
    return new SplittableRandom(seed).longs(length).toArray();
  }

  @Test
  void givesTheSameBitsWhenPacking() {
    for (int words : WORDS) {
      for (long zeros : new long[] {0, -1}) {
        float[] row = values(words, 64 * words + 8);
        long[][] one = {bits(1, words + 4), bits(2, words + 4)};
        long[][] two = {one[0].clone(), one[1].clone()};
        scalar.pack(row, 5, one[0], one[1], 2, words, zeros);
        chosen.pack(row, 5, two[0], two[1], 2, words, zeros);
        assertArrayEquals(one, two, words + " words, zeros " + zeros);
      }
    }
  }

  @Test
  void packsTheSignOfEverySpecialValueAtEveryPlace() {
    for (float special : SPECIAL) {
      for (int k = 0; k < 64; k++) {
        float[] row = new float[64];
        Arrays.fill(row, -1);
        row[k] = special;
        long[] negatives = new long[1];
        long[] silent = new long[1];
        chosen.pack(row, 0, negatives, silent, 0, 1, -1);
        String where = special + " at " + k;
        assertEquals(special < 0 ? -1L : ~(1L << k), negatives[0], where);
        boolean none = special == 0 || Float.isNaN(special);
        assertEquals(none ? 1L << k : 0, silent[0], where);
      }
    }
  }

  @Test
  void givesTheSameBitsWhenUnpacking() {
    for (int words : WORDS) {
      long[] negatives = bits(1, words + 4);
      long[] silent = bits(2, words + 4);
      float[] one = values(3, 64 * words + 8);
      float[] two = one.clone();
      scalar.unpack(negatives, silent, 2, words, one, 5);
      chosen.unpack(negatives, silent, 2, words, two, 5);
      assertArrayEquals(one, two, words + " words");
    }
  }

  @Test
  void givesTheSameBitsWhenApplying() {
    float[][] factors = {{1, 0.1f}, {0.9f, -3e-40f}, {-0f, Float.POSITIVE_INFINITY}};
    for (int words : WORDS) {
      for (float[] factor : factors) {
        long[] negatives = bits(1, words + 4);
        long[] silent = bits(2, words + 4);
        float[] one = values(3, 64 * words + 8);
        float[] two = one.clone();
        scalar.apply(negatives, silent, 2, words, factor[0], factor[1], one, 5);
        chosen.apply(negatives, silent, 2, words, factor[0], factor[1], two, 5);
        assertArrayEquals(one, two, words + " words, factors " + Arrays.toString(factor));
      }
    }
  }

  @Test
  void givesTheSameBitsWhenAdding() {
    for (int words : WORDS) {
      long[] a = bits(1, words + 3);
      long[] b = bits(2, words + 3);
      long[] sum = bits(3, words + 1);
      long[] carry = bits(4, words + 1);
      long[] before = sum.clone();
      long[] scalarSum = sum.clone();
      long[] scalarCarry = carry.clone();
      scalar.carrySave(scalarSum, a, 1, b, 3, scalarCarry, words);
      chosen.carrySave(sum, a, 1, b, 3, carry, words);
      assertArrayEquals(scalarSum, sum, words + " words");
      assertArrayEquals(scalarCarry, carry, words + " words");
      for (int k = 0; k < 64 * words; k++) {
        int count = bit(before, k) + bit(a, 64 + k) + bit(b, 3 * 64 + k);
        assertEquals(count, bit(sum, k) + 2 * bit(carry, k), "bit " + k);
      }
    }
  }

  private static int bit(long[] words, int k) {
    return (int) (words[k / 64] >>> (k % 64)) & 1;
  }

  @Test
  void givesTheSameBitsWhenComparing() {
    for (int words : WORDS) {
      // Numbers of five bits, the highest plane first
      long[][] a = new long[5][];
      long[][] b = new long[5][];
      Arrays.setAll(a, j -> bits(10 + j, words + 1));
      Arrays.setAll(b, j -> j < 2 ? a[j].clone() : bits(20 + j, words + 1));
      long[][] one = {new long[words + 1], new long[words + 1]};
      long[][] two = {new long[words + 1], new long[words + 1]};
      Arrays.fill(one[1], -1);
      Arrays.fill(two[1], -1);
      for (int j = 0; j < 5; j++) {
        scalar.compare(a[j], b[j], one[0], one[1], words);
        chosen.compare(a[j], b[j], two[0], two[1], words);
      }
      assertArrayEquals(one, two, words + " words");
      for (int k = 0; k < 64 * words; k++) {
        int order = Integer.compare(number(a, k), number(b, k));
        assertEquals(order > 0 ? 1 : 0, bit(two[0], k), "bit " + k);
        assertEquals(order == 0 ? 1 : 0, bit(two[1], k), "bit " + k);
      }
    }
  }

  private static int number(long[][] planes, int k) {
    int number = 0;
    for (long[] plane : planes) {
      number = 2 * number + bit(plane, k);
    }
    return number;
  }

  @Test
  void givesTheSameBitsWithoutOthers() {
    for (int words : WORDS) {
      long[] a = bits(1, words + 3);
      long[] b = bits(2, words + 3);
      long[] expected = bits(3, words + 1);
      long[] out = expected.clone();
      for (int w = 0; w < words; w++) {
        expected[w] = a[2 + w] & ~b[2 + w];
      }
      chosen.without(a, b, 2, out, words);
      assertArrayEquals(expected, out, words + " words");
      scalar.without(a, b, 2, out, words);
      assertArrayEquals(expected, out, words + " words");
    }
  }
}
