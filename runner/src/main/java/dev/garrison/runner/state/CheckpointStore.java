package dev.garrison.runner.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.garrison.core.UserException;
import dev.garrison.runner.internal.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A folder of checkpoints in TensorFlow's own format.
 *
 * <p>A checkpoint is there when its index file is: the files are written in a folder aside, forced
 * to disk, and moved in, the data first and the index last. Whatever a save leaves behind when it
 * is interrupted is ignored, and removed by the next one. TensorFlow's tools find the newest
 * checkpoint through the text file {@code checkpoint}.
 *
 * <p>Any thread, one call at a time is served. One process per folder.
 */
public final class CheckpointStore {
  private static final Logger LOG = LogManager.getLogger(CheckpointStore.class);
  private static final String ASIDE = ".model.ckpt-unfinished";

  private final Path folder;
  private final int keep;
  private final CheckpointTensors tensors;
  private final Set<CheckpointName> damaged = new HashSet<>();

  /**
   * @param folder created by the first {@link #save}
   * @param keep how many checkpoints stay, at least 1
   * @param threads of TensorFlow for one operation, the same for every session of the process
   */
  public CheckpointStore(Path folder, int keep, int threads) {
    if (keep < 1) {
      throw new IllegalArgumentException("checkpoints: keeps at least 1, got " + keep);
    }
    this.folder = folder;
    this.keep = keep;
    this.tensors = new CheckpointTensors(threads);
  }

  /**
   * Writes a checkpoint and makes it the latest: those of later steps, which belong to a future
   * that the run has left, are removed, and so are those that {@link #latest} found damaged and all
   * but the last few. The checkpoint is not closed.
   *
   * @throws IOException if it cannot be written; the checkpoints there before are untouched
   */
  public synchronized void save(Checkpoint checkpoint) throws IOException {
    Files.createDirectories(folder);
    List<CheckpointName> before = list();
    removeLeftovers(before);
    CheckpointName name =
        before.stream()
            .filter(other -> other.step() == checkpoint.step())
            .reduce((first, second) -> second)
            .map(CheckpointName::next)
            .orElse(new CheckpointName(checkpoint.step(), 0));
    write(name, checkpoint);

    List<CheckpointName> earlier =
        before.stream()
            .filter(other -> other.compareTo(name) < 0 && !damaged.contains(other))
            .toList();
    List<CheckpointName> kept =
        ImmutableList.<CheckpointName>builder()
            .addAll(earlier.subList(Math.max(0, earlier.size() - keep + 1), earlier.size()))
            .add(name)
            .build();
    DurableFiles.write(folder.resolve("checkpoint"), stateText(kept));
    for (CheckpointName other : before) {
      if (!kept.contains(other)) {
        // The index first: without it the data is no checkpoint.
        Files.deleteIfExists(other.index(folder));
        Files.deleteIfExists(other.data(folder));
      }
    }
  }

  /**
   * Reads the latest checkpoint that is whole; a damaged one is passed over with a warning. The
   * caller closes it.
   *
   * @return empty if there is no checkpoint
   * @throws UserException if there are checkpoints and all of them are damaged
   * @throws IOException if the folder cannot be read
   */
  public synchronized Optional<Checkpoint> latest() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<CheckpointName> names = list();
    for (CheckpointName name : Lists.reverse(names)) {
      try {
        return Optional.of(tensors.read(name.prefix(folder)));
      } catch (RuntimeException e) {
        // TensorFlow reports damage by several kinds of exceptions, of which some are its own.
        damaged.add(name);
        LOG.warn(
            "checkpoint {} cannot be read and is passed over: {}",
            name.index(folder),
            String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    throw new UserException(
        ("%s: none of its checkpoints can be read (%s); to start from the beginning, move their"
                + " files away or name another folder")
            .formatted(
                folder,
                names.stream().map(CheckpointName::toString).collect(Collectors.joining(", "))));
  }

  /** Whether there is no checkpoint, not even a damaged one. */
  public synchronized boolean isEmpty() throws IOException {
    return !Files.isDirectory(folder) || list().isEmpty();
  }

  private void write(CheckpointName name, Checkpoint checkpoint) throws IOException {
    Path aside = Files.createDirectory(folder.resolve(ASIDE));
    try {
      tensors.write(name.prefix(aside), checkpoint);
    } catch (RuntimeException e) {
      throw new IOException(
          "checkpoint " + name.prefix(folder) + " cannot be written: " + e.getMessage(), e);
    }
    DurableFiles.force(name.data(aside));
    DurableFiles.force(name.index(aside));
    DurableFiles.move(name.data(aside), name.data(folder));
    DurableFiles.move(name.index(aside), name.index(folder));
    MoreFiles.deleteRecursively(aside, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  private void removeLeftovers(List<CheckpointName> whole) throws IOException {
    Path aside = folder.resolve(ASIDE);
    if (Files.exists(aside)) {
      MoreFiles.deleteRecursively(aside, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    List<Path> data = whole.stream().map(name -> name.data(folder)).toList();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("model\\.ckpt-[0-9-]+\\.data-.*")
            && Files.isRegularFile(file)
            && !data.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Checkpoints whose index is there, the latest last. */
  private List<CheckpointName> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> CheckpointName.ofIndex(file.getFileName().toString()).stream())
          .sorted()
          .toList();
    }
  }

  private static String stateText(List<CheckpointName> kept) {
    StringBuilder text = new StringBuilder();
    text.append("model_checkpoint_path: \"").append(kept.get(kept.size() - 1)).append("\"\n");
    kept.forEach(name -> text.append("all_model_checkpoint_paths: \"").append(name).append("\"\n"));
    return text.toString();
  }
}
