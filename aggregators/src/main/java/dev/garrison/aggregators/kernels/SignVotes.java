package dev.garrison.aggregators.kernels;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sums of signs of rows, coordinate by coordinate.
 *
 * <p>Formula: Σ sign(x_i) over the finite x_i, sign(±0) = 0; NaN where there is none. Exact for
 * fewer than 2²⁴ rows.
 *
 * <p>Rows are not modified. Any thread; scratch is kept for the next call. Cost: 6 operations on
 * integers per value, packed 7.
 */
public final class SignVotes {
  /** Columns at a time: their keys and votes stay in the first-level cache. */
  private static final int PART = 1024;

  private final ConcurrentLinkedQueue<Part> idle = new ConcurrentLinkedQueue<>();

  /** Sums over the columns [from, to), in the calling thread. */
  public void count(float[][] rows, int from, int to, float[] out) {
    Part taken = idle.poll();
    Part part = taken != null ? taken : new Part();
    for (int start = from; start < to; start += PART) {
      part.count(rows, start, Math.min(PART, to - start), out);
    }
    idle.offer(part);
  }

  /**
   * Sums over the columns [from, to) of rows of packed signs, silent ones 0, in the calling thread;
   * the same as of these rows unpacked.
   *
   * @param negatives of each row, as {@link PackedSigns} makes them
   * @param silent of each row
   */
  public void count(long[][] negatives, long[][] silent, int from, int to, float[] out) {
    Part taken = idle.poll();
    Part part = taken != null ? taken : new Part();
    for (int start = from; start < to; start += PART) {
      part.count(negatives, silent, start, Math.min(PART, to - start), out);
    }
    idle.offer(part);
  }

  /** A few columns. One thread at a time. */
  private static final class Part {
    private final float[] signs = new float[PART];
    private final int[] keys = new int[PART];
    private final int[] votes = new int[PART];
    private final int[] voters = new int[PART];

    void count(float[][] rows, int from, int length, float[] out) {
      Arrays.fill(votes, 0, length, 0);
      Arrays.fill(voters, 0, length, 0);
      int whole = 0;
      for (float[] row : rows) {
        if (Vectors.kernels().allFinite(row, from, from + length)) {
          Vectors.kernels().encode(row, from, keys, length);
          addSigns(keys, votes, length);
          whole++;
        } else {
          addFinite(row, from, length);
        }
      }
      for (int k = 0; k < length; k++) {
        out[from + k] = whole + voters[k] > 0 ? votes[k] : Float.NaN;
      }
    }

    void count(long[][] negatives, long[][] silent, int from, int length, float[] out) {
      Arrays.fill(out, from, from + length, 0);
      for (int i = 0; i < negatives.length; i++) {
        PackedSigns.unpack(negatives[i], silent[i], from, from + length, signs, 0);
        for (int k = 0; k < length; k++) {
          out[from + k] += signs[k];
        }
      }
    }

    /**
     * Of a key the sign bit of −key says that it is above +0, that of key + 1 that it is below −0.
     */
    private static void addSigns(int[] keys, int[] votes, int length) {
      for (int k = 0; k < length; k++) {
        votes[k] += (-keys[k] >>> 31) + ((keys[k] + 1) >> 31);
      }
    }

    private void addFinite(float[] row, int from, int length) {
      for (int k = 0; k < length; k++) {
        float value = row[from + k];
        if (Float.isFinite(value)) {
          votes[k] += value > 0 ? 1 : value < 0 ? -1 : 0;
          voters[k]++;
        }
      }
    }
  }
}
