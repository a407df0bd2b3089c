package dev.garrison.aggregators.kernels;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What most of n rows of packed signs are at each coordinate, counted without unpacking them.
 *
 * <p>Shapes: n rows of two planes of words in, as {@link PackedSigns} makes them, two planes out.
 * Formula: where 2·(number of negative) + (number of silent) is greater than n the negative ones
 * outnumber the positive ones, where it is n they are as many. The left side is kept as ⌈log₂(2n +
 * 1)⌉ planes, bit j of 64 counters in one word of plane j. A full adder takes two rows at a time
 * into the lowest plane and gives a row of carries, of which two go into the next plane, and so on:
 * n adders for n rows in all.
 *
 * <p>A sign that is negative and silent is silent. Rows are not modified. Any thread; scratch is
 * kept for the next call. Cost: 5 operations on words for 64 coordinates of a row, twice that where
 * a row has silent ones; one reading of the planes.
 */
public final class PackedVotes {
  /** Words at a time: the counters of a few hundred rows stay in the first-level cache. */
  public static final int WORDS = 256;

  private static final long[] NONE = new long[WORDS];
  private static final long[] ALL = new long[WORDS];

  static {
    Arrays.fill(ALL, -1);
  }

  private final ConcurrentLinkedQueue<Part> idle = new ConcurrentLinkedQueue<>();

  /**
   * Counts words [from, to) in the calling thread.
   *
   * @param negatives of each row
   * @param silent of each row
   * @param more where to set the bits of coordinates with more negative than positive signs
   * @param asMany where to set the bits of those with as many; both may be none of the rows' planes
   */
  public void count(
      long[][] negatives, long[][] silent, int from, int to, long[] more, long[] asMany) {
    Part taken = idle.poll();
    Part part = taken != null ? taken : new Part();
    for (int start = from; start < to; start += WORDS) {
      part.count(negatives, silent, start, Math.min(WORDS, to - start), more, asMany);
    }
    idle.offer(part);
  }

  /** A few words. One thread at a time. */
  private static final class Part {
    private final SignKernels kernels = Vectors.kernels().signs();
    private final long[] greater = new long[WORDS];
    private final long[] equal = new long[WORDS];
    private Plane[] planes = {};
    private int used;
    private int words;

    void count(
        long[][] negatives, long[][] silent, int from, int length, long[] more, long[] asMany) {
      int n = negatives.length;
      words = length;
      clear(Integer.SIZE - Integer.numberOfLeadingZeros(2 * n));
      for (int i = 0; i < n; i++) {
        if (anySet(silent[i], from, length)) {
          add(0, silent[i], from);
          long[] heard = planes[1].freeInput();
          kernels.without(negatives[i], silent[i], from, heard, length);
          add(1, heard, 0);
        } else {
          add(1, negatives[i], from);
        }
      }
      compare(n);
      System.arraycopy(greater, 0, more, from, length);
      System.arraycopy(equal, 0, asMany, from, length);
    }

    private void clear(int count) {
      int had = planes.length;
      if (count > had) {
        planes = Arrays.copyOf(planes, count);
        for (int j = had; j < count; j++) {
          planes[j] = new Plane();
        }
      }
      used = count;
      for (int j = 0; j < used; j++) {
        Arrays.fill(planes[j].sum, 0, words, 0);
      }
    }

    /** Adds a row of bits that count 2^j each, now or together with the next such row. */
    private void add(int j, long[] bits, int from) {
      Plane plane = planes[j];
      if (plane.waiting == null) {
        plane.waiting = bits;
        plane.waitingFrom = from;
        return;
      }
      // No sum is greater than 2n: nothing is carried out of the highest plane
      long[] carry = j + 1 < used ? planes[j + 1].freeInput() : equal;
      kernels.carrySave(plane.sum, plane.waiting, plane.waitingFrom, bits, from, carry, words);
      plane.waiting = null;
      if (j + 1 < used) {
        add(j + 1, carry, 0);
      }
    }

    private void compare(int n) {
      for (int j = 0; j < used; j++) {
        if (planes[j].waiting != null) {
          add(j, NONE, 0);
        }
      }
      Arrays.fill(greater, 0, words, 0);
      Arrays.fill(equal, 0, words, -1);
      for (int j = used - 1; j >= 0; j--) {
        kernels.compare(planes[j].sum, (n >>> j & 1) == 0 ? NONE : ALL, greater, equal, words);
      }
    }

    private static boolean anySet(long[] words, int from, int length) {
      long any = 0;
      for (int w = from; w < from + length; w++) {
        any |= words[w];
      }
      return any != 0;
    }
  }

  /** One bit of every counter, and the row that waits for a second one to be added with. */
  private static final class Plane {
    final long[] sum = new long[WORDS];
    private final long[][] inputs = new long[2][WORDS];
    long[] waiting;
    int waitingFrom;

    /** An array for the next row to add, of those that are not waiting. */
    long[] freeInput() {
      return waiting == inputs[0] ? inputs[1] : inputs[0];
    }
  }
}
