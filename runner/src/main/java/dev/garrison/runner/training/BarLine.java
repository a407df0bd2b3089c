package dev.garrison.runner.training;

import java.util.Locale;

/**
 * The one line of a progress bar, made to fit: what matters most comes first, what does not fit is
 * left out, and the bar takes the room that is left.
 *
 * @param first steps made before this run
 * @param last step it ends at, or a non-positive number if it does not
 */
public record BarLine(long first, long last) {
  private static final int LEAST_BAR = 8;
  private static final int MOST_BAR = 40;

  /**
   * The line.
   *
   * @param step updates made so far
   * @param seconds since this run began
   * @param loss mean honest loss of the last step
   * @param evaluation the latest one, as text; empty if there is none
   * @param width columns of the terminal
   */
  String text(long step, double seconds, double loss, String evaluation, int width) {
    double rate = seconds > 0 ? (step - first) / seconds : 0;
    StringBuilder line = new StringBuilder("step " + step + (last > 0 ? "/" + last : ""));
    add(line, String.format(Locale.ROOT, "loss %.4f", loss), width);
    add(line, evaluation, width);
    if (last > 0 && rate > 0) {
      add(line, ProgressLines.clock((last - step) / rate) + " left", width);
    }
    add(line, String.format(Locale.ROOT, "%.1f steps/s", rate), width);
    int room = Math.min(MOST_BAR, width - line.length() - 3);
    return last > 0 && room >= LEAST_BAR ? bar(step, room) + " " + line : line.toString();
  }

  /** Adds a part to a line, if there is one and it fits. */
  public static void add(StringBuilder line, String part, int width) {
    if (!part.isEmpty() && line.length() + 2 + part.length() <= width) {
      line.append("  ").append(part);
    }
  }

  /** The bar alone, {@code room} characters and its brackets. */
  public String bar(long step, int room) {
    int full = (int) (room * Math.min(1, (step - first) / (double) Math.max(1, last - first)));
    return "[" + "#".repeat(full) + ".".repeat(room - full) + "]";
  }
}
