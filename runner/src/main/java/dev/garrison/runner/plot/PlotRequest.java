package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.runner.signsgd.DataName;
import dev.garrison.runner.signsgd.Method;
import dev.garrison.runner.signsgd.Words;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one command line of {@code bin/plot} asks for. */
sealed interface PlotRequest {
  /** Where the figure goes, without or with an ending; empty for the default. */
  Optional<Path> out();

  /** The help. */
  record Help() implements PlotRequest {
    @Override
    public Optional<Path> out() {
      return Optional.empty();
    }
  }

  /**
   * Runs of {@code bin/signsgd}.
   *
   * @param optimizers columns
   * @param metrics rows
   * @param title whether there is one
   * @param comparison whether test curves are compared; else training and test of one setting
   * @param blind numbers of blind adversaries, one unless they are compared
   * @param byzantine numbers of Byzantine adversaries, one unless they are compared
   * @param filters which runs are meant
   * @param allowMissing whether what is there is drawn where runs are missing
   * @param unfinished whether runs that have not come to their end are drawn, too
   * @param results folder of the runs' folders
   */
  record Grid(
      int nprocs,
      DataName data,
      String net,
      ImmutableList<Method> optimizers,
      ImmutableList<Metric> metrics,
      boolean title,
      boolean comparison,
      ImmutableList<Integer> blind,
      ImmutableList<Integer> byzantine,
      Filters filters,
      boolean allowMissing,
      boolean unfinished,
      Path results,
      Optional<Path> out)
      implements PlotRequest {}

  /**
   * Folders of any runs.
   *
   * @param labels as many as folders
   * @param title may be empty
   */
  record Runs(
      ImmutableList<Path> folders, ImmutableList<String> labels, String title, Optional<Path> out)
      implements PlotRequest {}

  /**
   * Reads a command line.
   *
   * @throws UserException naming the option, the value and what would be right
   */
  static PlotRequest parse(String... words) {
    // As many as there may be folders; the other forms count theirs
    List<String> names = Collections.nCopies(words.length, "DIR");
    Arguments arguments = Arguments.parse(PlotOptions.all(), names, words);
    if (arguments.has("help")) {
      return new Help();
    }
    ImmutableList<String> operands = arguments.operands();
    return !operands.isEmpty() && operands.get(0).equals("runs")
        ? RunsWords.read(arguments)
        : GridWords.read(arguments);
  }

  /** Words between commas, without spaces around them, at least one. */
  static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::trim).toList();
  }

  /** A title that is to be or not. */
  static boolean title(Arguments arguments) {
    return Words.bool("--title", arguments.text("title").orElse("False"));
  }
}
