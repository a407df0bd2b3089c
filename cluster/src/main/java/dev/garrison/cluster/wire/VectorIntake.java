package dev.garrison.cluster.wire;

import java.util.Arrays;

/**
 * A vector of which only the length is known, while it comes. Memory follows what has come, not
 * what was announced. One thread at a time.
 */
public final class VectorIntake {
  private static final int FIRST = 1 << 20;

  private final int length;
  private float[] values;
  private int next;

  /**
   * @param length as announced, not negative
   */
  public VectorIntake(int length) {
    this.length = length;
    this.values = new float[Math.min(length, FIRST)];
  }

  /** Takes the next piece; false, and nothing is taken, if it is not the next or too long. */
  public boolean accept(IncomingPiece<?> piece) {
    int count = piece.header().count();
    if (piece.header().coded() || piece.header().offset() != next || count > length - next) {
      return false;
    }
    if (next + count > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
    }
    piece.readInto(values, next);
    next += count;
    return true;
  }

  /** Whether all has come. */
  public boolean isWhole() {
    return next == length;
  }

  /** The vector; whole. */
  public float[] values() {
    if (!isWhole()) {
      throw new IllegalStateException("expected " + length + " values, got " + next);
    }
    return values;
  }
}
