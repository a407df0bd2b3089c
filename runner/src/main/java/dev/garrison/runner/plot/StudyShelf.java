package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.core.UserException;
import dev.garrison.runner.signsgd.Method;
import dev.garrison.runner.signsgd.Study;
import dev.garrison.runner.signsgd.StudyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs of {@code bin/signsgd} that are in a folder, and the search for those of a figure. */
final class StudyShelf {
  private final PlotRequest.Grid request;
  private final Map<Path, StudyFile> runs = new TreeMap<>();

  /**
   * Looks at every folder.
   *
   * @throws UserException if there is no such folder
   */
  StudyShelf(PlotRequest.Grid request) {
    this.request = request;
    if (!Files.isDirectory(request.results())) {
      throw new UserException(
          "--results: %s is not a folder; bin/signsgd makes it".formatted(request.results()));
    }
    try (Stream<Path> folders = Files.list(request.results())) {
      for (Path folder : (Iterable<Path>) folders.filter(Files::isDirectory)::iterator) {
        StudyFile.read(folder).ifPresent(run -> runs.put(folder, run));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The runs of one curve.
   *
   * @param missing gets what is not there, a line for people
   * @throws UserException if several settings fit
   */
  Cell find(Method optimizer, int blind, int byzantine, List<String> missing) {
    Map<Study, ImmutableSortedMap.Builder<Long, Path>> found = new TreeMap<>(StudyShelf::compare);
    List<Path> unfinished = new ArrayList<>();
    runs.forEach(
        (folder, run) -> {
          if (!fits(run.study(), optimizer, blind, byzantine)) {
            return;
          }
          if (run.isFinished()) {
            found
                .computeIfAbsent(
                    run.study().withSeed(0), study -> ImmutableSortedMap.naturalOrder())
                .put(run.study().seed(), folder);
          } else {
            unfinished.add(folder);
          }
        });
    if (found.size() > 1) {
      throw new UserException(
          several(optimizer, blind, byzantine, ImmutableList.copyOf(found.keySet())));
    }
    if (found.isEmpty()) {
      missing.add(missing(optimizer, blind, byzantine, unfinished));
      return new Cell(optimizer, blind, byzantine, ImmutableSortedMap.of());
    }
    return new Cell(optimizer, blind, byzantine, found.values().iterator().next().buildOrThrow());
  }

  private static int compare(Study a, Study b) {
    return a.folder().compareTo(b.folder());
  }

  private boolean fits(Study study, Method optimizer, int blind, int byzantine) {
    return study.nprocs() == request.nprocs()
        && study.data() == request.data()
        && study.net().equals(request.net())
        && study.optimizer() == optimizer
        && study.blind() == blind
        && study.byzantine() == byzantine
        && request.filters().allow(study);
  }

  private static String several(Method optimizer, int blind, int byzantine, List<Study> settings) {
    return "%s with %s: runs of %d settings are there; choose with --%s: %s"
        .formatted(
            optimizer.label(),
            adversaries(blind, byzantine),
            settings.size(),
            String.join(", --", Filters.NAMES),
            settings.stream()
                .map(study -> study.folder().replaceFirst("-seed.*", ""))
                .collect(Collectors.joining(" and ")));
  }

  private String missing(Method optimizer, int blind, int byzantine, List<Path> unfinished) {
    String net =
        request.net().matches("[a-z0-9]+net(18|50)?")
            ? "-net " + request.net()
            : "--model " + request.net();
    String why =
        unfinished.isEmpty()
            ? "no run in " + request.results()
            : "not finished: " + unfinished.get(0).getFileName();
    return "%s with %s: %s; bin/signsgd %d %s %s -o %s%s%s makes one"
        .formatted(
            optimizer.label(),
            adversaries(blind, byzantine),
            why,
            request.nprocs(),
            request.data().label(),
            net,
            optimizer.label(),
            blind > 0 ? " -i " + blind : "",
            byzantine > 0 ? " -b " + byzantine : "");
  }

  /** In words. */
  static String adversaries(int blind, int byzantine) {
    return "%d blind and %d Byzantine workers".formatted(blind, byzantine);
  }
}
