package dev.garrison.cluster.udp;

/**
 * Says when the next datagram may leave: a token bucket, kept as the time at which the next one is
 * due (the generic cell rate algorithm). One thread at a time.
 */
final class Pacer {
  /** Sleeping for less is not worth it: so much may leave early. */
  private static final long EARLY = 500_000;

  /**
   * What was not sent in so many nanoseconds, because a sleep took longer, may be caught up with.
   */
  private static final long BEHIND = 2_000_000;

  private final double nanosPerByte;
  private boolean started;
  private long due;

  /**
   * @param rate bytes per second, 0 for no limit
   */
  Pacer(long rate) {
    if (rate < 0) {
      throw new IllegalArgumentException("rate: expected at least 0, got " + rate);
    }
    this.nanosPerByte = rate == 0 ? 0 : 1e9 / rate;
  }

  /**
   * Asks for a datagram, which leaves after the wait.
   *
   * @param bytes of it
   * @param now of a clock in nanoseconds
   * @return nanoseconds to wait, 0 if it may leave at once
   */
  long take(int bytes, long now) {
    if (nanosPerByte == 0) {
      return 0;
    }
    if (!started || due - (now - BEHIND) < 0) {
      due = started ? now - BEHIND : now;
      started = true;
    }
    long wait = due - now;
    due += Math.round(bytes * nanosPerByte);
    return wait <= EARLY ? 0 : wait;
  }
}
