package dev.garrison.runner.training;

import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Outputs;
import dev.garrison.runner.internal.DurableFiles;
import dev.garrison.runner.internal.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The run's folder, which no other run may use before this is closed. One thread. */
final class RunFolder implements AutoCloseable {
  private final Outputs wanted;
  private Optional<FolderLock> lock = Optional.empty();

  /** Touches nothing. */
  RunFolder(Outputs wanted) {
    this.wanted = wanted;
  }

  /**
   * Takes the folder if it is there, for what it holds to stay as it is read; makes none.
   *
   * @throws UserException if another run has it
   */
  void claim() {
    if (!wanted.isNew()) {
      wanted.runDir().filter(Files::isDirectory).ifPresent(this::lock);
    }
  }

  /**
   * Makes and takes the folder, unless that is done.
   *
   * @return where the run's files go
   * @throws UserException if another run has it
   */
  Outputs open() {
    if (wanted.runDir().isEmpty()) {
      return wanted;
    }
    Path dir = wanted.runDir().get();
    try {
      if (wanted.isNew()) {
        dir = create(dir);
      } else {
        createFolder(dir);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (lock.isEmpty()) {
      lock(dir);
    }
    return wanted.in(dir);
  }

  /** Runs that start in the same second want the same name. */
  private static Path create(Path wanted) throws IOException {
    createFolder(wanted.toAbsolutePath().getParent());
    Path dir = wanted;
    for (int i = 2; true; i++) {
      try {
        return Files.createDirectory(dir);
      } catch (FileAlreadyExistsException e) {
        dir = wanted.resolveSibling(wanted.getFileName() + "-" + i);
      }
    }
  }

  private static void createFolder(Path dir) throws IOException {
    // Java 17 refuses to make a folder that is there as a symbolic link.
    if (!Files.isDirectory(dir)) {
      Files.createDirectories(dir);
    }
  }

  private void lock(Path dir) {
    try {
      lock = FolderLock.tryLock(dir);
    } catch (IOException e) {
      throw new UserException("--checkpoint-dir " + dir + ": cannot be locked: " + e, e);
    }
    if (lock.isEmpty()) {
      throw new UserException(
          "--checkpoint-dir "
              + dir
              + ": another run is using it; wait for its end, or name another folder");
    }
  }

  /** Writes {@code run.json}. */
  static void describe(Path dir, String json) {
    try {
      DurableFiles.write(dir.resolve("run.json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
