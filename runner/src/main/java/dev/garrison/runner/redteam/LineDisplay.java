package dev.garrison.runner.redteam;

import dev.garrison.runner.training.ProgressLines;
import java.io.PrintStream;
import java.util.Locale;

/** A line for every run that is over, for logs and pipes. */
final class LineDisplay implements Display {
  private final PrintStream out;
  private final Tally tally;

  LineDisplay(PrintStream out, Tally tally) {
    this.out = out;
    this.tally = tally;
  }

  @Override
  public void finished(Trial trial) {
    out.printf(
        Locale.ROOT,
        "%d/%d  %s: %s  %.1f s  %s left%n",
        tally.done(),
        tally.total(),
        trial.key(),
        trial.diverged() ? "diverged" : String.format(Locale.ROOT, "%.4f", trial.last()),
        trial.seconds(),
        ProgressLines.clock(tally.secondsLeft().orElse(0)));
  }

  @Override
  public void line(String text) {
    out.println(text);
  }

  @Override
  public void close() {}
}
