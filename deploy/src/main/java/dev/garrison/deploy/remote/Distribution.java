package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.garrison.core.UserException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The files that a host needs to run a node: {@code bin} with the scripts, {@code lib} with every
 * jar that this program runs with, {@code plugins} with the user's. Its id is the SHA-256 of the
 * list of their names and SHA-256 sums, which is part of it as {@code SHA256SUMS}. Any thread.
 */
public final class Distribution implements AutoCloseable {
  private static final String SUMS = "SHA256SUMS";
  private static final int BUFFER = 1 << 16;

  private final ImmutableSortedMap<String, Path> files;
  private final ImmutableList<String> plugins;
  private final String sums;
  private Optional<FileChannel> archive = Optional.empty();

  private Distribution(SortedMap<String, Path> files, List<String> plugins) throws IOException {
    this.files = ImmutableSortedMap.copyOfSorted(files);
    this.plugins = ImmutableList.copyOf(plugins);
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      lines
          .append(MoreFiles.asByteSource(file.getValue()).hash(Hashing.sha256()))
          .append("  ")
          .append(file.getKey())
          .append('\n');
    }
    this.sums = lines.toString();
  }

  /**
   * Reads and sums up all files.
   *
   * @param bin folder of the scripts
   * @param jars class path of this program
   * @param places jars and class folders of the user's
   * @throws UserException if a place of the user's does not exist
   * @throws IllegalArgumentException if something on the class path is not a jar
   */
  public static Distribution of(Path bin, List<Path> jars, List<Path> places) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    addFolder(files, "bin", bin);
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new IllegalArgumentException(
            "class path: expected jars, got " + jar + "; start this with bin/deploy");
      }
      files.put("lib/" + jar.getFileName(), jar);
    }
    ImmutableList.Builder<String> plugins = ImmutableList.builder();
    for (int i = 0; i < places.size(); i++) {
      Path place = places.get(i);
      String name = "plugins/" + i;
      if (Files.isDirectory(place)) {
        addFolder(files, name, place);
      } else if (Files.isRegularFile(place)) {
        name += ".jar";
        files.put(name, place);
      } else {
        throw new UserException("--plugins " + place + ": no such jar or class folder");
      }
      plugins.add(name);
    }
    return new Distribution(files, plugins.build());
  }

  /** 64 hexadecimal digits: equal ids, equal files. */
  public String id() {
    return Hashing.sha256().hashString(sums, UTF_8).toString();
  }

  /** The user's jars and class folders, relative to where the distribution is unpacked. */
  public ImmutableList<String> plugins() {
    return plugins;
  }

  /** Bytes of all files as one compressed archive, which is made when it is first asked for. */
  synchronized long archiveSize() throws IOException {
    if (archive.isEmpty()) {
      // It has no name any more once it is open: no way of ending this process leaves it behind
      FileChannel made =
          FileChannel.open(
              Files.createTempFile("garrison-", ".tar.gz"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        writeArchive(made);
      } catch (IOException e) {
        made.close();
        throw e;
      }
      archive = Optional.of(made);
    }
    return archive.get().size();
  }

  /** Writes the archive, which was made before. Several threads at once. */
  void sendArchive(OutputStream out) throws IOException {
    FileChannel made;
    synchronized (this) {
      made = archive.orElseThrow();
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long position = 0;
    for (int read = made.read(buffer, 0); read > 0; read = made.read(buffer, position)) {
      out.write(buffer.array(), 0, read);
      position += read;
      buffer.clear();
    }
  }

  private void writeArchive(FileChannel channel) throws IOException {
    FastGzip out = new FastGzip(Channels.newOutputStream(channel));
    TarWriter tar = new TarWriter(out);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      tar.file(file.getKey(), file.getValue(), file.getKey().startsWith("bin/"));
    }
    tar.file(SUMS, sums.getBytes(UTF_8));
    tar.finish();
    // Not closed, which would close the channel
    out.finish();
    out.flush();
  }

  /** Removes the archive. */
  @Override
  public synchronized void close() throws IOException {
    if (archive.isPresent()) {
      archive.get().close();
      archive = Optional.empty();
    }
  }

  private static void addFolder(Map<String, Path> files, String name, Path folder)
      throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      inside
          .filter(Files::isRegularFile)
          .forEach(
              file ->
                  files.put(
                      name + "/" + folder.relativize(file).toString().replace('\\', '/'), file));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Most of a distribution is compressed already: speed is worth more than a few bytes. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(new BufferedOutputStream(out, BUFFER), BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
