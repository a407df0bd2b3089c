package dev.garrison.runner.cli;

import com.google.common.primitives.Doubles;
import dev.garrison.cluster.AdaptiveTimeout;
import dev.garrison.cluster.FixedTimeout;
import dev.garrison.cluster.StepTimeout;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.time.Duration;

/**
 * {@code --step-timeout}: how long a step waits for proposals.
 *
 * @param text as a user writes it: seconds, {@code adaptive} or {@code none}
 */
public record StepWait(String text) {
  private static final String ADAPTIVE = "adaptive";
  private static final String NONE = "none";
  private static final double MOST_SECONDS = 1e9;

  /** Checks the form. */
  public StepWait {
    boolean named = text.equals(ADAPTIVE) || text.equals(NONE);
    if (!named && !(seconds(text) > 0 && seconds(text) < MOST_SECONDS)) {
      throw new UserException(
          "--step-timeout: expected seconds above 0, adaptive or none, got \"" + text + "\"");
    }
  }

  static StepWait read(Arguments arguments, boolean cluster) {
    return new StepWait(arguments.text("step-timeout").orElse(cluster ? ADAPTIVE : NONE));
  }

  /** Whether a step waits for everybody, for ever if need be. */
  public boolean isEndless() {
    return text.equals(NONE);
  }

  /** A new one, that knows no step yet. */
  public StepTimeout timeout() {
    return switch (text) {
      case ADAPTIVE -> new AdaptiveTimeout();
      case NONE -> FixedTimeout.none();
      default -> new FixedTimeout(Duration.ofNanos((long) (seconds(text) * 1e9)));
    };
  }

  private static double seconds(String text) {
    Double seconds = Doubles.tryParse(text);
    return seconds == null ? Double.NaN : seconds;
  }
}
