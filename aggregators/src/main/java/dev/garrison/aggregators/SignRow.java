package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.ColumnBlocks;
import dev.garrison.aggregators.kernels.PackedSigns;
import java.util.Arrays;
import java.util.Objects;

/**
 * The signs of a vector, one bit each.
 *
 * <p>Shapes: d signs in two planes of ⌈d/64⌉ words. Coordinate k is bit k mod 64 of word k / 64, so
 * that of words written with the lowest byte first it is bit k mod 8 of byte k / 8. In {@link
 * #negatives} 1 means −1 and 0 means 1; in {@link #silent} 1 means that the coordinate has no sign:
 * it was 0, NaN or lost. Bits beyond d are 0, and so is the negative bit of a silent coordinate.
 *
 * <p>−0 is a zero; NaN is treated like one; ±∞ and subnormal numbers have their sign.
 *
 * <p>Methods without a range work in parallel over blocks of columns, those with one in the calling
 * thread; threads may pack different ranges at once, otherwise one thread writes or several read.
 * Cost: d floats and d/4 bytes. Errors: {@link IndexOutOfBoundsException} for a range outside of
 * the row, {@link IllegalArgumentException} for one that is cut where it may not be.
 */
public final class SignRow {
  /** Columns at a time. */
  private static final int COLUMNS = 16_384;

  /** What ±0 and NaN become. */
  public enum Zeros {
    /** 1, so that one bit per coordinate says everything. */
    POSITIVE,
    /** Silent: it does not count. */
    SILENT
  }

  private final int dimension;
  private final long[] negatives;
  private final long[] silent;

  /**
   * All 1.
   *
   * @param dimension d ≥ 0
   */
  public SignRow(int dimension) {
    if (dimension < 0) {
      throw new IllegalArgumentException("dimension: expected at least 0, got " + dimension);
    }
    this.dimension = dimension;
    this.negatives = new long[words(dimension)];
    this.silent = new long[words(dimension)];
  }

  /** Words of a plane of d signs: ⌈d/64⌉. */
  public static int words(int d) {
    return PackedSigns.words(d);
  }

  /** Number of signs. */
  public int dimension() {
    return dimension;
  }

  /** The plane of negative signs, itself: what is written to it is part of the row. */
  public long[] negatives() {
    return negatives;
  }

  /** The plane of coordinates without a sign, itself: what is written to it is part of the row. */
  public long[] silent() {
    return silent;
  }

  /** Whether a coordinate is silent. Looks at the words anew: d/8 bytes where there is none. */
  public boolean hasSilent() {
    for (long word : silent) {
      if (word != 0) {
        return true;
      }
    }
    return false;
  }

  /** How many coordinates are silent. */
  public long countSilent() {
    long count = 0;
    for (long word : silent) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Makes all 1. */
  public void clear() {
    Arrays.fill(negatives, 0);
    Arrays.fill(silent, 0);
  }

  /** Makes this row like another of the same length. */
  public void copyFrom(SignRow other) {
    checkLength("other", other.dimension);
    System.arraycopy(other.negatives, 0, negatives, 0, negatives.length);
    System.arraycopy(other.silent, 0, silent, 0, silent.length);
  }

  /**
   * Brings words that came from elsewhere into shape: bits beyond d and the negative bits of silent
   * coordinates become 0.
   */
  public void tidy() {
    trim();
    for (int w = 0; w < negatives.length; w++) {
      negatives[w] &= ~silent[w];
    }
  }

  /** Makes the bits beyond d 0. */
  void trim() {
    if (dimension > 0) {
      negatives[negatives.length - 1] &= PackedSigns.lastWord(dimension);
      silent[silent.length - 1] &= PackedSigns.lastWord(dimension);
    }
  }

  /** Takes the signs of a row of d floats. */
  public void pack(float[] row, Zeros zeros) {
    checkLength("row", row.length);
    ColumnBlocks.forEach(dimension, COLUMNS, (from, to, block) -> pack(row, from, to, zeros));
  }

  /**
   * Takes the signs of columns [from, to) of a row of d floats.
   *
   * @param from a multiple of 64
   * @param to a multiple of 64, or d
   */
  public void pack(float[] row, int from, int to, Zeros zeros) {
    checkLength("row", row.length);
    if (from % Long.SIZE != 0 || to % Long.SIZE != 0 && to != dimension) {
      throw new IllegalArgumentException(
          "columns: expected multiples of 64 or the end at "
              + dimension
              + ", got "
              + from
              + " to "
              + to);
    }
    PackedSigns.pack(row, from, to, zeros == Zeros.SILENT, negatives, silent);
  }

  /** −1, 1, or 0 where silent, for every coordinate. */
  public void unpack(float[] out) {
    checkLength("out", out.length);
    ColumnBlocks.forEach(dimension, COLUMNS, (from, to, block) -> unpack(out, from, to));
  }

  /**
   * As {@link #unpack(float[])} for columns [from, to) alone.
   *
   * @param out of length d
   */
  public void unpack(float[] out, int from, int to) {
    checkLength("out", out.length);
    PackedSigns.unpack(negatives, silent, from, to, out, from);
  }

  /**
   * A step against the signs of columns [from, to): x ← x·keep − move·sign, two products and a
   * difference, each rounded to a float.
   *
   * @param keep factor of x, 1 without weight decay
   * @param move length of the step at each coordinate
   * @param x these columns alone: column {@code from} is its element 0
   */
  public void apply(float keep, float move, float[] x, int from, int to) {
    Objects.checkFromToIndex(from, to, dimension);
    PackedSigns.apply(negatives, silent, from, to, keep, move, x, 0);
  }

  private void checkLength(String what, int length) {
    if (length != dimension) {
      throw new IllegalArgumentException(
          what + ": expected length " + dimension + ", got " + length);
    }
  }
}
