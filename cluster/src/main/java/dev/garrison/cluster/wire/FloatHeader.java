package dev.garrison.cluster.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is said about a piece of a vector before its values.
 *
 * @param channel which vector: {@link #PARAMETERS}, or 1 + w for worker w's proposal, or n + 1 for
 *     a worker's memory; not negative
 * @param step number of the step, or of the request for memories; not negative
 * @param offset position of the first value, not negative
 * @param count number of values, 1 … {@value #MOST}
 */
public record FloatHeader(int channel, long step, long offset, int count) {
  /** Channel of the parameters. */
  public static final int PARAMETERS = 0;

  /** Bytes before the values. */
  public static final int SIZE = 28;

  /** Values of a frame. */
  public static final int MOST = 1 << 16;

  /** First byte of a frame of floats. */
  static final byte KIND = 1;

  /** The channel of a worker's proposal. */
  public static int proposal(int worker) {
    return 1 + worker;
  }

  /** The channel of what workers remember. */
  public static int memory(int workerCount) {
    return 1 + workerCount;
  }

  /** Bytes of the whole frame. */
  public int frameSize() {
    return SIZE + Float.BYTES * count;
  }

  boolean isValid() {
    return channel >= 0 && step >= 0 && offset >= 0 && count > 0 && count <= MOST;
  }

  /** The header as it travels. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(SIZE)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(KIND)
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
  static FloatHeader of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new FloatHeader(in.getInt(4), in.getLong(8), in.getLong(16), in.getInt(24));
  }
}
