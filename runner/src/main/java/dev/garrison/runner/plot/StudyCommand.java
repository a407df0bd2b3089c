package dev.garrison.runner.plot;

import dev.garrison.runner.signsgd.DataName;
import dev.garrison.runner.signsgd.Method;
import dev.garrison.runner.signsgd.Study;
import dev.garrison.runner.signsgd.StudyFile;
import java.nio.file.Path;

/** A command line of {@code bin/signsgd} that makes a run, as one would type it. */
final class StudyCommand {
  private final StringBuilder text = new StringBuilder("bin/signsgd");

  private StudyCommand(
      int nprocs, DataName data, String net, Method optimizer, int blind, int byzantine) {
    text.append(' ').append(nprocs).append(' ').append(data.label());
    add(data.hasNet(net) ? "-net" : "--model", net);
    add("-o", optimizer.label());
    if (blind > 0) {
      add("-i", Integer.toString(blind));
    }
    if (byzantine > 0) {
      add("-b", Integer.toString(byzantine));
    }
  }

  /** The run that differs from one that is there by its adversaries, or not at all. */
  static String like(StudyFile run, int blind, int byzantine, Path results) {
    Study study = run.study();
    StudyCommand command =
        new StudyCommand(
            study.nprocs(), study.data(), study.net(), study.optimizer(), blind, byzantine);
    Filters.VALUES.forEach((name, value) -> command.add(name, study, value.applyAsDouble(study)));
    run.data().ifPresent(dir -> command.add("--data-dir", dir.toString()));
    return command.in(results);
  }

  /** A run of a figure of which nothing more is known than what was asked for. */
  static String of(PlotRequest.Grid request, Method optimizer, int blind, int byzantine) {
    StudyCommand command =
        new StudyCommand(
            request.nprocs(), request.data(), request.net(), optimizer, blind, byzantine);
    request
        .filters()
        .allowed()
        .forEach(
            (name, values) -> {
              if (Filters.concerns(name, optimizer)) {
                command.add("--" + name, Study.plain(values.asList().get(0)));
              }
            });
    return command.in(request.results());
  }

  private void add(String filter, Study study, double value) {
    if (Filters.concerns(filter, study.optimizer())) {
      add("--" + filter, Study.plain(value));
    }
  }

  private void add(String option, String value) {
    text.append(' ').append(option).append(' ').append(quoted(value));
  }

  private String in(Path results) {
    add("--results", results.toString());
    return text.toString();
  }

  private static String quoted(String value) {
    return value.matches("[\\w.,:/=+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
