package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file of {@code bin/signsgd}: a metric in training and test after every epoch.
 *
 * @param rows by increasing epoch
 */
record EpochTable(ImmutableList<Row> rows) {
  /** After one epoch. */
  record Row(int epoch, double training, double test) {}

  /**
   * Reads a file.
   *
   * @throws UserException if it is something else
   */
  static EpochTable read(Path file) {
    try {
      return parse(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file that may be written to, up to the end of its last whole line.
   *
   * @return without rows if there is no file
   * @throws UserException if it is something else
   */
  static EpochTable readUnfinished(Path file) {
    try {
      if (!Files.exists(file)) {
        return new EpochTable(ImmutableList.of());
      }
      String text = Files.readString(file);
      List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      return parse(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EpochTable parse(Path file, List<String> lines) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    try {
      if (lines.isEmpty() || !lines.get(0).matches("Epoch,Training \\w+,Test \\w+")) {
        throw notATable(file);
      }
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        rows.add(
            new Row(
                Integer.parseInt(cells[0]),
                Double.parseDouble(cells[1]),
                Double.parseDouble(cells[2])));
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw notATable(file);
    }
    return new EpochTable(rows.build());
  }

  private static UserException notATable(Path file) {
    return new UserException(file + ": not a table of bin/signsgd; make the run again");
  }
}
