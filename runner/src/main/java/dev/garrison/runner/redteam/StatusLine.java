package dev.garrison.runner.redteam;

import dev.garrison.runner.training.BarLine;
import dev.garrison.runner.training.ProgressLines;
import java.util.Locale;

/** The red team's progress bar: one line made to fit, what matters most first. */
final class StatusLine {
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 30;

  private StatusLine() {}

  /**
   * @param width columns there are
   */
  static String text(Tally tally, int width) {
    int done = tally.done();
    StringBuilder line = new StringBuilder(done + "/" + tally.total());
    BarLine.add(line, tally.running(), width);
    tally
        .secondsLeft()
        .ifPresent(left -> BarLine.add(line, ProgressLines.clock(left) + " left", width));
    tally
        .worst()
        .ifPresent(
            worst ->
                BarLine.add(
                    line,
                    String.format(Locale.ROOT, "worst %.4f %s", worst.last(), worst.key().attack()),
                    width));
    int room = Math.min(MOST_BAR, width - line.length() - 3);
    return room >= LEAST_BAR
        ? new BarLine(0, tally.total()).bar(done, room) + " " + line
        : line.toString();
  }
}
