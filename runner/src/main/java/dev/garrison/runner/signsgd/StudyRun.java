package dev.garrison.runner.signsgd;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Outputs;
import dev.garrison.runner.cli.Request;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.internal.FolderLock;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Makes one run of the study with the runner's training. One thread. */
final class StudyRun {
  private static final Logger LOG = LogManager.getLogger();

  private final SignSgdRequest request;
  private final PluginRegistry registry;
  private final StopSignal stop;

  StudyRun(SignSgdRequest request, PluginRegistry registry, StopSignal stop) {
    this.request = request;
    this.registry = registry;
    this.stop = stop;
  }

  /**
   * Trains, and leaves the run's files in its folder.
   *
   * @return the result, one line
   * @throws UserException if the run is there already, is being made by another process, or does
   *     not work out
   */
  String run() {
    request.unused().forEach(LOG::warn);
    return kept().orElseGet(this::makeAlone);
  }

  private String makeAlone() {
    Outputs.checkFolder("results", request.results());
    try (RunLock lock = RunLock.take(request.folder())) {
      // Another process may have finished it meanwhile
      return kept().orElseGet(this::make);
    }
  }

  /** The result that is there, if that will do. */
  private Optional<String> kept() {
    if (!request.keep()) {
      return Optional.empty();
    }
    Optional<StudyFile> there = StudyFile.read(request.folder());
    there.ifPresent(this::refuseAnother);
    return there
        .filter(StudyFile::isFinished)
        .map(run -> line(request.study().epochs(), run.result()));
  }

  private String make() {
    Path folder = request.folder();
    Optional<StudyFile> before = StudyFile.read(folder);
    refuse(before);
    EpochRecorder recorder = new EpochRecorder(request, Terminal.width(0), System.out, System.err);
    try (Training training = prepare(recorder);
        recorder) {
      if (before.isPresent()) {
        clear(folder);
      }
      warn();
      mark(Optional.empty());
      run(training);
    }
    boolean finished = recorder.epoch() == request.study().epochs();
    mark(finished ? recorder.latest() : Optional.empty());
    if (!finished) {
      LOG.warn(
          "stopped after epoch {} of {}: the same command begins again",
          recorder.epoch(),
          request.study().epochs());
    }
    return line(recorder.epoch(), recorder.latest());
  }

  private Training prepare(EpochRecorder recorder) {
    try {
      return Training.observed(registry, config(), stop, recorder);
    } catch (UserException e) {
      throw inWordsOfTheStudy(e);
    }
  }

  private static void run(Training training) {
    try {
      training.run();
    } catch (UserException e) {
      throw inWordsOfTheStudy(e);
    }
  }

  /** Of the options here, only these are about what the runner may refuse. */
  private static UserException inWordsOfTheStudy(UserException e) {
    return new UserException(
        e.getMessage()
            .replaceFirst("^--experiment:", "DATASET:")
            .replaceFirst("^--checkpoint-dir ", "--results: ")
            .replaceFirst("^iid:", "NPROCS:")
            .replace("data-dir:PATH", "--data-dir PATH"),
        e);
  }

  private void refuse(Optional<StudyFile> before) {
    Path folder = request.folder();
    if (before.isEmpty() && Files.exists(folder)) {
      throw new UserException(
          "%s: is there and not of bin/signsgd; move it away, or give --results another folder"
              .formatted(folder));
    }
    before.ifPresent(this::refuseAnother);
    if (before.isPresent() && before.get().isFinished() && !request.overwrite()) {
      throw new UserException(
          "%s: this run is there already; bin/plot draws it, --keep is content with it, --overwrite makes it again"
              .formatted(folder));
    }
  }

  /** Models of different punctuation may share a folder, and so do runs on different data. */
  private void refuseAnother(StudyFile there) {
    if (!there.study().equals(request.study())) {
      throw new UserException(
          "%s: holds another run, with the model %s; this one has %s; give --results another folder"
              .formatted(request.folder(), there.study().net(), request.study().net()));
    }
    if (!there.data().equals(request.data()) && !request.overwrite()) {
      throw new UserException(
          "%s: holds a run on the data in %s; this one is on that in %s; --overwrite replaces it, --results DIR keeps both"
              .formatted(request.folder(), text(there.data()), text(request.data())));
    }
  }

  private static String text(Optional<Path> data) {
    return data.map(Path::toString).orElse("no known folder");
  }

  private RunConfig config() {
    List<String> words = new ArrayList<>(request.study().words());
    request
        .dataDir()
        .ifPresent(dir -> words.addAll(List.of("--experiment-args", "data-dir:(" + dir + ")")));
    words.addAll(
        List.of(
            "--checkpoint-dir=" + request.folder(),
            "--checkpoint-period=-1",
            "--summary-period=-1",
            "--evaluation-period=-1",
            "--evaluation-epoch=1",
            "--evaluation-wait"));
    return ((Request.Run) Request.parse(words.toArray(String[]::new)).action()).config();
  }

  private void mark(Optional<Scores> result) {
    Path folder = request.folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new StudyFile(request.study(), request.data(), result).write(folder);
  }

  /** Removes what an earlier run left, but not what keeps another from doing so now. */
  private static void clear(Path folder) {
    Path lock = folder.resolve(FolderLock.FILE);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(lock) && !path.equals(folder)) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void warn() {
    Study study = request.study();
    if (2 * (study.blind() + study.byzantine()) >= study.nprocs()) {
      LOG.warn(
          "{} of {} workers are adversaries: a majority vote can stand fewer than half",
          study.blind() + study.byzantine(),
          study.nprocs());
    }
  }

  private String line(long epoch, Optional<Scores> scores) {
    StringBuilder line = new StringBuilder("result: epoch=" + epoch);
    scores.ifPresent(
        mean -> {
          add(line, "training-loss", mean.trainingLoss());
          add(line, "training-acc", mean.trainingAcc());
          add(line, "test-loss", mean.testLoss());
          add(line, "test-acc", mean.testAcc());
        });
    return line.append(" dir=").append(request.folder()).toString();
  }

  private static void add(StringBuilder line, String name, double value) {
    if (!Double.isNaN(value)) {
      line.append(String.format(Locale.ROOT, " %s=%.4f", name, value));
    }
  }
}
