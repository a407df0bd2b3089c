package dev.garrison.runner.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A folder held by one user at a time, until it is closed or the process ends, in whatever way. Its
 * file stays in the folder: whoever removed it could leave two processes with a locked file each.
 * Any thread.
 */
public final class FolderLock implements AutoCloseable {
  /** The file's name in the folder. */
  public static final String FILE = ".lock";

  private static final Logger LOG = LogManager.getLogger();

  /**
   * Those of this process. State of the class because the operating system's locks are the
   * process's, too: it loses its lock on a file as soon as it closes any channel to it, so no
   * second one may be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder that is there. Where the file system has no locks, only this process is kept
   * out, with a warning.
   *
   * @return empty if somebody else has it
   * @throws IOException if the lock's file cannot be opened
   */
  public static Optional<FolderLock> tryLock(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    boolean locked = false;
    try {
      FileChannel channel =
          FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      locked = tryLock(folder, channel);
      if (locked) {
        return Optional.of(new FolderLock(real, channel));
      }
      channel.close();
      return Optional.empty();
    } finally {
      if (!locked) {
        HELD.remove(real);
      }
    }
  }

  private static boolean tryLock(Path folder, FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // By another name of the same folder
      return false;
    } catch (IOException e) {
      LOG.warn("{}: cannot be locked ({}); let no other run use it", folder, e.getMessage());
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
