package dev.garrison.cluster;

import java.time.Duration;
import java.util.Arrays;

/**
 * A multiple of how long the steps have been taking lately: {@code max(2 s, 10 × median of the last
 * 32)}. Before anything is known the wait is {@value #FIRST_SECONDS} s, since a first step loads
 * and compiles. One thread.
 */
public final class AdaptiveTimeout implements StepTimeout {
  private static final int FIRST_SECONDS = 30;
  private static final long LEAST = Duration.ofSeconds(2).toNanos();
  private static final long MOST = Duration.ofDays(1).toNanos();
  private static final int FACTOR = 10;
  private static final int MEMORY = 32;

  private final long[] latest = new long[MEMORY];
  private int known;
  private int next;
  private Duration now = Duration.ofSeconds(FIRST_SECONDS);

  /** Knows no step yet. */
  public AdaptiveTimeout() {}

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void took(Duration step) {
    // Capped so that ten times the median stays far from a long's end.
    latest[next] = Math.min(step.toNanos(), MOST);
    next = (next + 1) % MEMORY;
    known = Math.min(known + 1, MEMORY);
    now = Duration.ofNanos(Math.max(LEAST, FACTOR * median()));
  }

  /** The upper one of an even number. */
  private long median() {
    long[] sorted = Arrays.copyOf(latest, known);
    Arrays.sort(sorted);
    return sorted[known / 2];
  }
}
