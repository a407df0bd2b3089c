package dev.garrison.runner.redteam;

import dev.garrison.runner.internal.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes what a red team found: {@code redteam.csv} with a line per run, {@code
 * redteam-attacks.csv} with a line per attack, the heat map {@code redteam.png} and the page {@code
 * redteam.html}. What is there already is replaced.
 *
 * @param command the command line, to be repeated
 * @param defence what was attacked, in a few words
 */
record Report(Findings findings, String command, String defence) {
  /**
   * @param dir must be there
   * @param warnings told if this Java cannot draw; the rest is written nevertheless
   */
  void write(Path dir, Consumer<String> warnings) throws IOException {
    // The numbers first: they took long
    DurableFiles.write(dir.resolve("redteam.csv"), CsvTables.runs(findings.rows()));
    DurableFiles.write(dir.resolve("redteam-attacks.csv"), CsvTables.attacks(findings.rows()));
    Path png = dir.resolve("redteam.png");
    Optional<byte[]> picture = picture(warnings);
    if (picture.isPresent()) {
      Path temporary = DurableFiles.temporary(png);
      Files.write(temporary, picture.get());
      DurableFiles.publish(temporary, png);
    } else {
      Files.deleteIfExists(png);
    }
    DurableFiles.write(dir.resolve("redteam.html"), Page.html(findings, command, picture));
  }

  private Optional<byte[]> picture(Consumer<String> warnings) throws IOException {
    try {
      return Optional.of(HeatMap.png(findings.rows(), findings.seeds(), defence));
    } catch (LinkageError | InternalError | RuntimeException e) {
      // A Java without fonts or without its graphics libraries fails in all these ways.
      warnings.accept(
          "warn: no heat map: this Java cannot draw; it may lack fonts or its desktop part: " + e);
      return Optional.empty();
    }
  }
}
