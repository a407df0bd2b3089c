package dev.garrison.runner.redteam;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The red team's rows as a table for a terminal; what matters least is left out where it is narrow.
 */
final class Table {
  private static final int MOST_NAME = 30;
  private static final int LEAST_NAME = 12;

  /**
   * @param rank the greatest one is left out first
   */
  private record Column(String title, int rank, ImmutableList<String> cells) {
    int width() {
      return cells.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }

    boolean isEmpty() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }

  private Table() {}

  /**
   * @param seeds asked for; a row with fewer says so
   * @param width columns of the terminal
   */
  static String text(List<Row> rows, int seeds, int width) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(rows, seeds > 1 ? "mean" : "final", 0, row -> decimals(row.mean())));
    if (seeds > 1) {
      columns.add(
          column(
              rows,
              "sd",
              2,
              row -> row.deviation().isPresent() ? decimals(row.deviation().getAsDouble()) : "-"));
      columns.add(column(rows, "worst", 1, row -> decimals(row.worst().last())));
      columns.add(column(rows, "greatest", 6, row -> decimals(row.greatest())));
    }
    columns.add(column(rows, "best", 3, row -> decimals(row.best())));
    columns.add(column(rows, "s/run", 5, row -> String.format(Locale.ROOT, "%.1f", row.seconds())));
    columns.add(column(rows, "", 4, row -> remarks(row, seeds)));
    columns.removeIf(Column::isEmpty);
    int longest = rows.stream().mapToInt(row -> row.attack().length()).max().orElse(0);
    int name = Math.min(MOST_NAME, Math.max("attack".length(), longest));
    while (columns.size() > 1 && name + widths(columns) > width) {
      int room = width - widths(columns);
      if (room >= LEAST_NAME) {
        name = room;
      } else {
        columns.remove(columns.stream().max(Comparator.comparingInt(Column::rank)).orElseThrow());
      }
    }
    return lines(rows, columns, Math.min(name, Math.max(1, width - widths(columns))));
  }

  /** What is unusual about a row; empty for most. */
  static String remarks(Row row, int seeds) {
    List<String> remarks = new ArrayList<>();
    int done = row.trials().size();
    if (row.diverged() > 0) {
      remarks.add("diverged " + row.diverged() + "/" + done);
    }
    if (row.skipped() > 0) {
      remarks.add("skipped " + row.skipped());
    }
    if (done < seeds) {
      remarks.add(done + " of " + seeds + " seeds");
    }
    return String.join(", ", remarks);
  }

  private static Column column(List<Row> rows, String title, int rank, Function<Row, String> cell) {
    return new Column(
        title, rank, rows.stream().map(cell).collect(ImmutableList.toImmutableList()));
  }

  private static int widths(List<Column> columns) {
    return columns.stream().mapToInt(column -> 2 + column.width()).sum();
  }

  private static String lines(List<Row> rows, List<Column> columns, int name) {
    StringBuilder text = new StringBuilder();
    for (int r = -1; r < rows.size(); r++) {
      StringBuilder line = new StringBuilder();
      line.append(Strings.padEnd(cut(r < 0 ? "attack" : rows.get(r).attack(), name), name, ' '));
      for (Column column : columns) {
        String cell = r < 0 ? column.title() : column.cells().get(r);
        // Remarks are words: they begin where the numbers end.
        line.append("  ")
            .append(column.title().isEmpty() ? cell : Strings.padStart(cell, column.width(), ' '));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "~";
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
