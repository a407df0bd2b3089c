package dev.garrison.cluster;

import java.time.Duration;

/**
 * The same wait at every step. Immutable.
 *
 * @param length positive
 */
public record FixedTimeout(Duration length) implements StepTimeout {
  /** Longer than any machine lives; still fits nanoseconds in a long, with room to add a clock. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** Checks the range. */
  public FixedTimeout {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("length: expected a positive duration, got " + length);
    }
  }

  /** Waits for everyone. */
  public static StepTimeout none() {
    return new FixedTimeout(FOREVER);
  }

  @Override
  public Duration now() {
    return length;
  }

  @Override
  public void took(Duration step) {}
}
