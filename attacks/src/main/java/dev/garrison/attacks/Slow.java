package dev.garrison.attacks;

import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.time.Duration;

/**
 * Answers late. The proposal is the honest one. One call at a time. Cost: O(1).
 *
 * <p>Whether the step waits is the parameter server's choice ({@code --step-timeout}): without a
 * timeout it does, and the only harm is the time.
 */
@Plugin(name = "slow", summary = "answers some seconds after it is done")
public final class Slow implements LocalAttack {
  private static final double DAY = 86_400;

  private final Duration delay;

  /**
   * @param delay seconds, at least 0
   */
  public Slow(
      @Arg(
              name = "delay",
              value = "1",
              min = 0,
              max = DAY,
              help = "seconds from having the proposal to sending it")
          double delay) {
    this.delay = Duration.ofNanos(Math.round(delay * 1e9));
  }

  @Override
  public Duration delay(long step) {
    return delay;
  }
}
