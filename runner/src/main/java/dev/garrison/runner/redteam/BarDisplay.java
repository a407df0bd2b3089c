package dev.garrison.runner.redteam;

import com.google.common.base.Strings;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar on a terminal, redrawn in place below the lines that are printed. */
final class BarDisplay implements Display {
  private static final int EVERY_MILLIS = 200;

  private final PrintStream out;
  private final int room;
  private final ProgressBar bar;

  /**
   * @param width columns of the terminal
   */
  BarDisplay(PrintStream out, Tally tally, int width) {
    this.out = out;
    this.room = width - 1;
    bar =
        new ProgressBarBuilder()
            .setInitialMax(tally.total())
            .setUpdateIntervalMillis(EVERY_MILLIS)
            // Also while no run ends: the time that is left changes.
            .continuousUpdate()
            // Filled up, or the end of a longer line before it would stay.
            .setRenderer(
                (state, columns) -> Strings.padEnd(StatusLine.text(tally, columns), columns, ' '))
            // The width is given: to find it out, the library would take over SIGINT.
            .setConsumer(new ConsoleProgressBarConsumer(out, room))
            .build();
  }

  @Override
  public void finished(Trial trial) {
    bar.step();
  }

  @Override
  public void line(String text) {
    out.println("\r" + Strings.padEnd(text, room, ' '));
  }

  @Override
  public void close() {
    bar.close();
  }
}
