package dev.garrison.cluster.udp;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what came of one worker's datagrams. Any thread. */
final class DatagramTally {
  private final AtomicLong expected = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();

  /** A row was finished. */
  void finished(int datagrams, int missing) {
    expected.getAndAdd(datagrams);
    lost.getAndAdd(missing);
  }

  /** A datagram for another step, or for a row that was ended. */
  void late() {
    late.getAndIncrement();
  }

  /** A datagram whose coordinates were there. */
  void repeated() {
    repeated.getAndIncrement();
  }

  /** A datagram that cannot belong to a row. */
  void malformed() {
    malformed.getAndIncrement();
  }

  DatagramCounts counts() {
    return new DatagramCounts(
        expected.get(), lost.get(), late.get(), repeated.get(), malformed.get());
  }
}
