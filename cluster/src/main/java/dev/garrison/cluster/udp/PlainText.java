package dev.garrison.cluster.udp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The encrypted part of a datagram, in clear; made once and used for many. One thread at a time.
 */
final class PlainText {
  /** Bytes before the coordinates. */
  static final int HEADER = 16;

  /** Four bytes as they stand in a datagram. */
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Eight bytes as they stand in a datagram. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int STEP_AT = 0;
  private static final int WORKER_AT = 8;
  private static final int OFFSET_AT = 12;

  private final byte[] bytes;

  /**
   * @param size of the datagrams, at most
   */
  PlainText(int size) {
    this.bytes = new byte[size];
  }

  /** All of it: the coordinates begin at {@link #HEADER}. */
  byte[] bytes() {
    return bytes;
  }

  long step() {
    return (long) LONGS.get(bytes, STEP_AT);
  }

  int worker() {
    return (int) INTS.get(bytes, WORKER_AT);
  }

  int offset() {
    return (int) INTS.get(bytes, OFFSET_AT);
  }

  /** Writes everything but the coordinates. */
  void head(long step, int worker, int offset) {
    LONGS.set(bytes, STEP_AT, step);
    INTS.set(bytes, WORKER_AT, worker);
    INTS.set(bytes, OFFSET_AT, offset);
  }
}
