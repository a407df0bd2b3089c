package dev.garrison.cluster.remote;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a node is dialled again: from {@value #FIRST_MILLIS} ms on twice as long
 * every time, up to {@value #LAST_MILLIS} ms, less up to a half by chance so that not all are
 * dialled at once. It starts again from the first after a connection that outlasted the longest
 * wait, so that a node gains nothing by hanging up at once. One thread at a time.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LAST_MILLIS = 10_000;

  private final RandomGenerator random;
  private long millis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    Duration wait = Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    millis = Math.min(LAST_MILLIS, 2 * millis);
    return wait;
  }

  /** It went well for so long: if that was long enough, the next wait is a short one. */
  void lasted(Duration time) {
    if (time.toMillis() >= LAST_MILLIS) {
      millis = FIRST_MILLIS;
    }
  }
}
