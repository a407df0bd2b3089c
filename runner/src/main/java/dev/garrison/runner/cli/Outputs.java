package dev.garrison.runner.cli;

import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where a run's files go. Empty means not written.
 *
 * @param runDir the run's folder: provenance, metrics, checkpoints, plots
 * @param isNew whether that is a name made up for a new run, and another one is found if it is
 *     taken
 * @param checkpointKeep how many checkpoints are kept
 * @param summaryDir TensorBoard event files
 * @param evaluationFile evaluations
 * @param exportDir the SavedModel
 */
public record Outputs(
    Optional<Path> runDir,
    boolean isNew,
    int checkpointKeep,
    Optional<Path> summaryDir,
    Optional<Path> evaluationFile,
    Optional<Path> exportDir) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String EVALUATIONS = "eval";

  static Outputs read(Arguments arguments, String experiment, String aggregator) {
    boolean isNew = !arguments.has("checkpoint-dir");
    Optional<Path> runDir =
        isNew ? Optional.of(made(experiment, aggregator)) : arguments.path("checkpoint-dir");
    runDir.ifPresent(dir -> checkFolder("checkpoint-dir", dir));
    Optional<Path> summaryDir =
        arguments.has("summary-dir") ? arguments.path("summary-dir") : runDir;
    summaryDir.ifPresent(dir -> checkFolder("summary-dir", dir));
    Optional<Path> evaluationFile =
        arguments.has("evaluation-file")
            ? arguments.path("evaluation-file")
            : runDir.map(dir -> dir.resolve(EVALUATIONS));
    evaluationFile.ifPresent(file -> checkFile("evaluation-file", file));
    Optional<Path> exportDir = arguments.path("export-dir");
    exportDir.ifPresent(Outputs::checkNew);
    return new Outputs(
        runDir,
        isNew,
        arguments.integer("checkpoint-keep", 3, 1),
        summaryDir,
        evaluationFile,
        exportDir);
  }

  private static Path made(String experiment, String aggregator) {
    String simple = aggregator.substring(aggregator.lastIndexOf('.') + 1);
    return Path.of("runs", TIME.format(LocalDateTime.now()) + "-" + experiment + "-" + simple);
  }

  /** The same with the run's folder elsewhere, and with it what is in it by default. */
  public Outputs in(Path dir) {
    Path before = runDir.orElseThrow();
    Path evaluations = before.resolve(EVALUATIONS);
    return new Outputs(
        Optional.of(dir),
        isNew,
        checkpointKeep,
        summaryDir.map(folder -> folder.equals(before) ? dir : folder),
        evaluationFile.map(file -> file.equals(evaluations) ? dir.resolve(EVALUATIONS) : file),
        exportDir);
  }

  private static void checkNew(Path dir) {
    if (Files.exists(dir)) {
      throw new UserException("--export-dir " + dir + ": already exists; name a new folder");
    }
    checkFolder("export-dir", dir);
  }

  /**
   * Checks that a folder is there and writable, or can be made.
   *
   * @param option that names it
   * @throws UserException if not
   */
  public static void checkFolder(String option, Path dir) {
    Path there = dir.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw new UserException("--" + option + " " + dir + ": " + there + " is not a folder");
    }
    if (!Files.isWritable(there)) {
      throw new UserException("--" + option + " " + dir + ": " + there + " is not writable");
    }
  }

  /** A file that is there and writable, or can be made. */
  static void checkFile(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new UserException("--" + option + " " + file + ": is a folder, expected a file");
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new UserException("--" + option + " " + file + ": is not writable");
    }
    checkFolder(option, Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
  }
}
