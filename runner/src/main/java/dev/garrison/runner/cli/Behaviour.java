package dev.garrison.runner.cli;

import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.time.Duration;
import java.util.Optional;

/**
 * How the program goes about a run, with no effect on its numbers.
 *
 * @param gpu whether GPU devices are used if there are any
 * @param stepTimeout longest wait for proposals; empty to wait for all
 * @param trace whether every phase of every step is printed
 * @param progress whether progress is shown
 * @param waitAtEnd whether the process waits for a signal when the run is over
 */
public record Behaviour(
    boolean gpu,
    Optional<Duration> stepTimeout,
    boolean trace,
    boolean progress,
    boolean waitAtEnd) {

  static Behaviour read(Arguments arguments) {
    Optional<Duration> timeout = Optional.empty();
    if (arguments.has("step-timeout")) {
      double seconds = arguments.real("step-timeout", 0);
      if (!(seconds > 0 && seconds < 1e9)) {
        throw new UserException(
            "--step-timeout: expected seconds above 0, got \""
                + arguments.text("step-timeout").orElse("")
                + "\"");
      }
      timeout = Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }
    return new Behaviour(
        arguments.has("use-gpu") || arguments.has("reuse-gpu"),
        timeout,
        arguments.has("trace"),
        !arguments.has("no-progress"),
        arguments.has("server") && !arguments.has("no-wait"));
  }
}
