package dev.garrison.cluster.tls;

import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A folder for secrets: 0700, its files 0600, each written as a whole or not at all. What others
 * may read or write is refused, since it may be known or forged already.
 */
record PrivateFolder(Path path) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Held by one process at a time. */
  record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Makes the folder if need be, and waits until no other process holds the lock. */
  Lock lock() throws IOException {
    Files.createDirectories(path.getParent());
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, attributes("rwx------"));
    }
    check(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            attributes("rw-------"));
    try {
      channel.lock();
      return new Lock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * @return empty if there is no such file
   * @throws UserException if others may read or write it
   */
  Optional<byte[]> read(String name) throws IOException {
    Path file = path.resolve(name);
    try {
      check(file);
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void write(String name, byte[] bytes) throws IOException {
    Path aside = Files.createTempFile(path, "new-", "", attributes("rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(aside, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Makes it the folder last changed. */
  void touch() throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
  }

  private static void check(Path place) throws IOException {
    if (!POSIX) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
    for (PosixFilePermission permission : permissions) {
      if (!permission.name().startsWith("OWNER_")) {
        throw new UserException(
            place
                + ": others than its owner have access ("
                + PosixFilePermissions.toString(permissions)
                + "); if nobody used it, chmod go= "
                + place);
      }
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
