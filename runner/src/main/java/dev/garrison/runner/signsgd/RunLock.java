package dev.garrison.runner.signsgd;

import dev.garrison.core.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Keeps other processes from making the same run, from before they look whether it is there until
 * its result is in the folder; the training's own lock of the folder is shorter. A locked file
 * beside the run's folder, gone when it is closed. One that a killed process left behind locks
 * nothing. One thread.
 */
final class RunLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it, at once or not at all.
   *
   * @param folder the run's, which need not be there
   * @throws UserException if another process has it
   */
  static RunLock take(Path folder) {
    Path file = folder.resolveSibling("." + folder.getFileName() + ".lock");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      while (true) {
        Optional<RunLock> lock = take(folder, file);
        if (lock.isPresent()) {
          return lock.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if the file went away meanwhile. */
  private static Optional<RunLock> take(Path folder, Path file) throws IOException {
    FileChannel channel = null;
    boolean taken = false;
    try {
      create(file);
      Object before = identity(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw taken(folder);
      }
      // On a file that its last owner has deleted since it was opened, the lock is worth nothing.
      // Asked without opening it again: to close that would give the lock up.
      taken = identity(file).equals(before);
      return taken ? Optional.of(new RunLock(file, channel)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      throw taken(folder);
    } finally {
      if (!taken && channel != null) {
        channel.close();
      }
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // Another process's, or one that was left behind: whose shows when it is locked
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static UserException taken(Path folder) {
    return new UserException(
        folder
            + ": this run is being made by another process; wait for it, or give --results another"
            + " folder");
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
