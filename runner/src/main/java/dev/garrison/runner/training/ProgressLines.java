package dev.garrison.runner.training;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A plain line every few seconds, for logs and pipes. */
public final class ProgressLines implements ProgressView {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final PrintStream out;
  private final long first;
  private final long last;
  private final long start = System.nanoTime();
  private long printed = start;
  private volatile String evaluation = "";

  /**
   * @param first steps made before this run
   * @param last step it ends at, or a non-positive number if it does not
   */
  ProgressLines(PrintStream out, long first, long last) {
    this.out = out;
    this.first = first;
    this.last = last;
  }

  @Override
  public void step(long step, double loss) {
    long now = System.nanoTime();
    if (now - printed < EVERY.toNanos()) {
      return;
    }
    printed = now;
    double rate = (step - first) * 1e9 / (now - start);
    String of = last > 0 ? "/" + last : "";
    String left = last > 0 ? "  " + clock((last - step) / rate) + " left" : "";
    out.printf(
        Locale.ROOT,
        "step %d%s  loss %.4f%s  %.1f steps/s%s%n",
        step,
        of,
        loss,
        evaluation,
        rate,
        left);
  }

  @Override
  public void evaluation(String text) {
    evaluation = "  " + text;
  }

  @Override
  public void close() {}

  /** Seconds as {@code 1:05} or {@code 2:00:07}. */
  public static String clock(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
