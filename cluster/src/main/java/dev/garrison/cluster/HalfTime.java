package dev.garrison.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long it takes until half of the workers asked at a step have answered; what a {@link
 * StepTimeout} learns from. Any thread.
 */
public final class HalfTime {
  private final long start = System.nanoTime();
  private final AtomicInteger left;
  private volatile long reached = -1;

  /**
   * Begins to measure.
   *
   * @param asked number of workers, not negative
   */
  public HalfTime(int asked) {
    this.left = new AtomicInteger((asked + 1) / 2);
  }

  /** One more has answered. */
  public void answered() {
    if (left.decrementAndGet() == 0) {
      reached = System.nanoTime() - start;
    }
  }

  /** Time until half had answered; until now if they have not. */
  public Duration elapsed() {
    long time = reached;
    return Duration.ofNanos(time >= 0 ? time : System.nanoTime() - start);
  }
}
