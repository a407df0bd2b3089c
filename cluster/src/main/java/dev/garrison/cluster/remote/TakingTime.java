package dev.garrison.cluster.remote;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a node may take for what it is sent. One thread at a time. */
final class TakingTime {
  /** Until the node has taken parameters that the training has gone beyond. */
  private static final Duration PARAMETERS_WITHIN = Duration.ofSeconds(60);

  /** What a node takes at least when it is given its memory. */
  private static final long SLOWEST_BYTES_PER_SECOND = 10_000_000;

  /** When all should have been taken, by the system's clock for intervals. */
  private long end;

  /**
   * Something more is about to be sent.
   *
   * @param idle whether all before was taken
   * @param bytes beside parameters
   */
  void add(boolean idle, long bytes) {
    long now = System.nanoTime();
    long begin = idle ? now : now + Math.max(0, end - now);
    long more = TimeUnit.SECONDS.toNanos(1) * (bytes / SLOWEST_BYTES_PER_SECOND);
    end = begin + PARAMETERS_WITHIN.toNanos() + more;
  }

  /** Whether it should all have been taken by now. */
  boolean isOver() {
    return System.nanoTime() - end > 0;
  }
}
