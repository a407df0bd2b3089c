package dev.garrison.aggregators.kernels;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Squared norms of n rows of length d and of a reference, their inner products with the reference,
 * and which of them are finite, in one pass and in double.
 *
 * <p>Formula: ‖x_i‖² = Σ_c x_ic², x_i·r = Σ_c x_ic r_c, in the order of the blocks of columns.
 * Products of floats are exact in double and neither overflow nor underflow it, so the error is a
 * few 1e-16 of ‖x_i‖ ‖r‖. A row that is not finite has a squared norm that is not, and a product
 * without meaning; likewise the reference, with which no product means anything.
 *
 * <p>Rows are not modified. One call of {@link #compute} at a time, itself parallel over blocks of
 * columns; tables are reused from call to call. Cost: 8·n·d operations in double, one reading of
 * n·d floats.
 */
public final class ReferenceProducts {
  /** Columns that two vectors of doubles share the first-level cache with. */
  private static final int STRIP = 512;

  private final ConcurrentLinkedQueue<Strip> idle = new ConcurrentLinkedQueue<>();
  private double[] partial = {};
  private double[] sums = {};

  /** What one thread works in. */
  private record Strip(double[] row, double[] reference, double[] scratch) {
    Strip() {
      this(new double[STRIP], new double[STRIP], new double[4 * Kernels.WIDE_LANES]);
    }
  }

  /**
   * Reads the rows.
   *
   * @param rows at least one, of equal length
   * @param reference of their length
   */
  public void compute(float[][] rows, float[] reference) {
    int values = 2 * rows.length + 1;
    int blocks = ColumnBlocks.count(reference.length, ColumnBlocks.COLUMNS);
    if (sums.length != values) {
      sums = new double[values];
    }
    if (partial.length < blocks * values) {
      partial = new double[blocks * values];
    }
    Arrays.fill(partial, 0, blocks * values, 0);
    ColumnBlocks.forEach(
        reference.length, (from, to, block) -> block(rows, reference, from, to, block * values));
    Arrays.fill(sums, 0);
    for (int block = 0; block < blocks; block++) {
      for (int k = 0; k < values; k++) {
        sums[k] += partial[block * values + k];
      }
    }
  }

  /** ‖x_i‖²; NaN or infinite if the row is not finite. */
  public double squared(int i) {
    return sums[2 * i];
  }

  /** x_i·r, of a finite row. */
  public double product(int i) {
    return sums[2 * i + 1];
  }

  /** ‖r‖²; NaN or infinite if the reference is not finite. */
  public double squaredReference() {
    return sums[sums.length - 1];
  }

  private void block(float[][] rows, float[] reference, int from, int to, int at) {
    Strip taken = idle.poll();
    Strip strip = taken != null ? taken : new Strip();
    double[] scratch = strip.scratch();
    for (int start = from; start < to; start += STRIP) {
      int length = Math.min(STRIP, to - start);
      int padded = widen(reference, start, length, strip.reference());
      for (int i = 0; i < rows.length; i++) {
        widen(rows[i], start, length, strip.row());
        Vectors.kernels()
            .products(
                strip.row(), strip.reference(), strip.row(), strip.reference(), padded, scratch);
        partial[at + 2 * i] += scratch[0];
        partial[at + 2 * i + 1] += scratch[1];
      }
      // The same for every row, the last one's
      partial[at + 2 * rows.length] += scratch[3];
    }
    idle.offer(strip);
  }

  /** Copies columns to the front of a strip; returns how many with zeros up to whole lanes. */
  private static int widen(float[] row, int start, int length, double[] wide) {
    for (int k = 0; k < length; k++) {
      wide[k] = row[start + k];
    }
    int padded = (length + Kernels.WIDE_LANES - 1) / Kernels.WIDE_LANES * Kernels.WIDE_LANES;
    Arrays.fill(wide, length, padded, 0);
    return padded;
  }
}
