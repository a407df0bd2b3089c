package dev.garrison.runner.redteam;

import java.util.List;
import java.util.Locale;

/** The red team's tables for other programs: a run's accuracies have all their digits. */
final class CsvTables {
  private CsvTables() {}

  /** A line per run. */
  static String runs(List<Row> rows) {
    StringBuilder text = new StringBuilder("attack,seed,final,best,diverged,skipped,seconds\n");
    for (Row row : rows) {
      for (Trial trial : row.trials()) {
        line(
            text,
            quoted(row.attack()),
            trial.key().seed(),
            trial.last(),
            trial.best(),
            trial.diverged() ? 1 : 0,
            trial.skipped(),
            seconds(trial.seconds()));
      }
    }
    return text.toString();
  }

  /** A line per attack; no standard deviation for one seed. */
  static String attacks(List<Row> rows) {
    StringBuilder text =
        new StringBuilder("attack,seeds,mean,sd,worst,greatest,best,diverged,skipped,seconds\n");
    for (Row row : rows) {
      line(
          text,
          quoted(row.attack()),
          row.trials().size(),
          decimals(row.mean()),
          row.deviation().isPresent() ? decimals(row.deviation().getAsDouble()) : "",
          row.worst().last(),
          row.greatest(),
          decimals(row.best()),
          row.diverged(),
          row.skipped(),
          seconds(row.seconds()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cells[i]);
    }
    text.append('\n');
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** As RFC 4180 has it: an attack with arguments has commas. */
  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
