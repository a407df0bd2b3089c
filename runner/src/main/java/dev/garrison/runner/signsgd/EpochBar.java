package dev.garrison.runner.signsgd;

import com.google.common.base.Strings;
import dev.garrison.runner.training.BarLine;
import dev.garrison.runner.training.ProgressLines;
import dev.garrison.runner.training.ProgressView;
import java.io.PrintStream;
import java.time.Duration;

/**
 * How far a run is, in epochs: a bar redrawn in place on a terminal, elsewhere a line every few
 * seconds.
 */
final class EpochBar implements ProgressView {
  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final Duration LINES = Duration.ofSeconds(5);
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 30;

  private final PrintStream out;
  private final int width;
  private final long stepsPerEpoch;
  private final long last;
  private final long start = System.nanoTime();
  private long shown = start;
  private long current;
  private boolean drawn;
  private volatile Scores scores;

  /**
   * @param out the terminal, or something else
   * @param width of the terminal in characters; 0 if it is none
   * @param last step the run ends at
   */
  EpochBar(PrintStream out, int width, long stepsPerEpoch, long last) {
    this.out = out;
    this.width = width;
    this.stepsPerEpoch = stepsPerEpoch;
    this.last = last;
  }

  /** Has scores shown from now on. Any thread. */
  void show(Scores latest) {
    scores = latest;
  }

  @Override
  public void step(long step, double loss) {
    current = step;
    long now = System.nanoTime();
    if (now - shown >= (width > 0 ? REDRAWN : LINES).toNanos()) {
      shown = now;
      print(step);
    }
  }

  private void print(long step) {
    String text = text(step, (System.nanoTime() - start) / 1e9);
    if (width == 0) {
      out.println(text);
    } else {
      // Filled up, or the end of a longer line before it would stay.
      out.print("\r" + Strings.padEnd(text, width - 1, ' '));
      drawn = true;
    }
  }

  /** The line, made to fit: what matters most comes first. */
  String text(long step, double seconds) {
    int room = width > 0 ? width - 1 : Integer.MAX_VALUE;
    StringBuilder line =
        new StringBuilder("epoch " + step / stepsPerEpoch + "/" + last / stepsPerEpoch);
    Scores latest = scores;
    if (latest != null) {
      BarLine.add(line, latest.test(), room);
      BarLine.add(line, latest.training(), room);
    }
    if (step > 0) {
      BarLine.add(line, ProgressLines.clock(seconds * (last - step) / step) + " left", room);
    }
    int bar = Math.min(MOST_BAR, room - line.length() - 3);
    return width > 0 && bar >= LEAST_BAR
        ? new BarLine(0, last).bar(step, bar) + " " + line
        : line.toString();
  }

  @Override
  public void evaluation(String text) {}

  @Override
  public void close() {
    if (drawn) {
      print(current);
      out.println();
      drawn = false;
    }
  }
}
