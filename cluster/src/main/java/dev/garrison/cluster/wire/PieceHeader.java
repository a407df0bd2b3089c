package dev.garrison.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is said about a piece of a vector before its values.
 *
 * @param coded whether the values are in the run's codec; else they are floats of four bytes
 * @param channel which vector: {@link #PARAMETERS}, or 1 + w for worker w's proposal, or n + 1 for
 *     a worker's memory; not negative
 * @param step number of the step, or of the request for memories; not negative
 * @param offset position of the first value, not negative
 * @param count number of values, 1 … {@value #MOST}, of coded ones 1 … {@value #MOST_CODED}
 */
public record PieceHeader(boolean coded, int channel, long step, long offset, int count) {
  /** Channel of the parameters. */
  public static final int PARAMETERS = 0;

  /** Bytes before the values. */
  public static final int SIZE = 28;

  /** Floats of a frame. */
  public static final int MOST = 1 << 16;

  /** Bytes of values in a frame, however they are coded. */
  public static final int MOST_BYTES = Float.BYTES * MOST;

  /** Coded values of a frame: a bit each. */
  public static final int MOST_CODED = Byte.SIZE * MOST_BYTES;

  /** First byte of a frame of floats. */
  static final byte FLOATS = 1;

  /** First byte of a frame of coded values. */
  static final byte CODED = 2;

  /** The header of a piece of floats. */
  public static PieceHeader floats(int channel, long step, long offset, int count) {
    return new PieceHeader(false, channel, step, offset, count);
  }

  /** The channel of a worker's proposal. */
  public static int proposal(int worker) {
    return 1 + worker;
  }

  /** The channel of what workers remember. */
  public static int memory(int workerCount) {
    return 1 + workerCount;
  }

  boolean isValid() {
    return channel >= 0
        && step >= 0
        && offset >= 0
        && count > 0
        && count <= (coded ? MOST_CODED : MOST);
  }

  /** Whether values of so many bytes can be what the header says. */
  boolean fits(int bytes) {
    return coded ? bytes > 0 && bytes <= MOST_BYTES : bytes == Float.BYTES * count;
  }

  /** The header as it travels. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(coded ? CODED : FLOATS)
        .putInt(channel)
        .putLong(step)
        .putLong(offset)
        .putInt(count)
        .array();
  }

  /**
   * Reads a header as it came, valid or not.
   *
   * @param bytes {@value #SIZE} of them
   */
  static PieceHeader of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new PieceHeader(
        bytes[0] == CODED, in.getInt(4), in.getLong(8), in.getLong(16), in.getInt(24));
  }
}
