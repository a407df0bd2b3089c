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
import java.util.Optional;
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
    Map<Study, Runs> found = new TreeMap<>(StudyShelf::compare);
    List<Path> unfinished = new ArrayList<>();
    runs.forEach(
        (folder, run) -> {
          if (!fits(run.study(), optimizer, blind, byzantine)) {
            return;
          }
          Optional<String> extent = extent(folder, run);
          if (run.isFinished() || extent.isPresent()) {
            long seed = run.study().seed();
            Runs same = found.computeIfAbsent(run.study().withSeed(0), study -> new Runs());
            same.folders.put(seed, folder);
            extent.ifPresent(text -> same.unfinished.put(seed, text));
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
    }
    Runs there = found.isEmpty() ? new Runs() : found.values().iterator().next();
    return new Cell(
        optimizer,
        blind,
        byzantine,
        ImmutableSortedMap.copyOf(there.folders),
        ImmutableSortedMap.copyOf(there.unfinished));
  }

  /** Runs that differ by their seed alone. */
  private static final class Runs {
    final Map<Long, Path> folders = new TreeMap<>();
    final Map<Long, String> unfinished = new TreeMap<>();
  }

  /** How far an unfinished run is that is to be drawn; empty for others. */
  private Optional<String> extent(Path folder, StudyFile run) {
    if (run.isFinished() || !request.unfinished()) {
      return Optional.empty();
    }
    int saved =
        request.metrics().stream()
            .map(metric -> EpochTable.readUnfinished(metric.file(folder)).rows())
            .mapToInt(rows -> rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch())
            .min()
            .orElse(0);
    return saved == 0
        ? Optional.empty()
        : Optional.of("%d of %d epochs".formatted(saved, run.study().epochs()));
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
    String why = "no run in " + request.results();
    if (!unfinished.isEmpty()) {
      why = "not finished: " + unfinished.get(0).getFileName();
      why +=
          request.unfinished()
              ? ", which has saved no epoch"
              : ", --unfinished draws what it has saved";
    }
    return "%s with %s: %s; %s"
        .formatted(
            optimizer.label(),
            adversaries(blind, byzantine),
            why,
            remedy(optimizer, blind, byzantine, unfinished));
  }

  private String remedy(Method optimizer, int blind, int byzantine, List<Path> unfinished) {
    Path results = request.results();
    return unfinished.stream()
        .map(runs::get)
        .findFirst()
        .or(() -> like(optimizer))
        .map(run -> StudyCommand.like(run, blind, byzantine, results) + " makes it")
        .orElseGet(() -> StudyCommand.of(request, optimizer, blind, byzantine) + " makes one");
  }

  /** A run of the figure that differs from a missing one by its adversaries. */
  private Optional<StudyFile> like(Method optimizer) {
    return runs.values().stream()
        .filter(
            run ->
                request.blind().contains(run.study().blind())
                    && request.byzantine().contains(run.study().byzantine())
                    && fits(run.study(), optimizer, run.study().blind(), run.study().byzantine()))
        .findFirst();
  }

  /** In words. */
  static String adversaries(int blind, int byzantine) {
    return "%d blind and %d Byzantine workers".formatted(blind, byzantine);
  }
}
