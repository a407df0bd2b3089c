package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;
import java.util.function.Consumer;

/** One worker's place at the receiver: the row being waited for, and counts. */
final class Inbox {
  private final DatagramTally tally = new DatagramTally();
  private volatile RowArrival current;

  /** Waits for a row from now on, and no more for the one before. One thread at a time. */
  RowArrival expect(DatagramFormat format, long step, Payload row, Consumer<RowArrival> watch) {
    RowArrival arrival = new RowArrival(format, step, row, tally, watch);
    RowArrival before = current;
    current = arrival;
    if (before != null) {
      before.cancel();
    }
    return arrival;
  }

  /** Takes what a datagram contains. The receiving thread. */
  void accept(long step, int offset, byte[] bytes, int at, int length) {
    RowArrival arrival = current;
    if (arrival == null || arrival.step() != step) {
      tally.late();
      return;
    }
    switch (arrival.write(offset, bytes, at, length)) {
      case WRITTEN -> {}
      case REPEATED -> tally.repeated();
      case LATE -> tally.late();
      case MALFORMED -> tally.malformed();
    }
  }

  DatagramTally tally() {
    return tally;
  }
}
