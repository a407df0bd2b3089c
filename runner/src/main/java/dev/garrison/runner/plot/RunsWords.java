package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the command line of {@code bin/plot runs}. */
final class RunsWords {
  private static final ImmutableList<String> OF_GRIDS =
      ImmutableList.of(
          "net",
          "model",
          "blind-inv",
          "byzantine",
          "blind-inv-list",
          "byzantine-list",
          "results",
          "allow-missing",
          "unfinished");

  private RunsWords() {}

  static PlotRequest.Runs read(Arguments arguments) {
    for (String option : OF_GRIDS) {
      if (arguments.has(option)) {
        throw new UserException("--" + option + ": not with runs; name the runs' folders");
      }
    }
    for (String option : Filters.NAMES) {
      if (arguments.has(option)) {
        throw new UserException("--" + option + ": not with runs; name the runs' folders");
      }
    }
    ImmutableList<String> operands = arguments.operands();
    if (operands.size() == 1) {
      throw new UserException("DIR: missing; name folders of runs, like bin/plot runs runs/*");
    }
    ImmutableList.Builder<Path> folders = ImmutableList.builder();
    for (String text : operands.subList(1, operands.size())) {
      Path folder = Path.of(text);
      if (!Files.isDirectory(folder)) {
        throw new UserException("DIR: " + text + " is not a folder");
      }
      folders.add(folder);
    }
    ImmutableList<Path> all = folders.build();
    return new PlotRequest.Runs(
        all, labels(arguments, all), arguments.text("title").orElse(""), arguments.path("out"));
  }

  private static ImmutableList<String> labels(Arguments arguments, List<Path> folders) {
    if (arguments.has("labels")) {
      List<String> labels = PlotRequest.list(arguments.text("labels").orElseThrow());
      if (labels.size() != folders.size()) {
        throw new UserException(
            "--labels: expected %d, one per folder, got %d"
                .formatted(folders.size(), labels.size()));
      }
      return ImmutableList.copyOf(labels);
    }
    List<String> names =
        folders.stream()
            .map(folder -> folder.toAbsolutePath().normalize().getFileName().toString())
            .toList();
    Set<String> different = new HashSet<>(names);
    return different.size() == names.size()
        ? ImmutableList.copyOf(names)
        : folders.stream().map(Path::toString).collect(ImmutableList.toImmutableList());
  }
}
