package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes regular files as a tar archive (POSIX.1-1988, "ustar"), which every tar reads. Owner and
 * time of a file are left out, so that equal files make equal archives. One thread.
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  // Any time that no tar finds implausible
  private static final long TIME = 1_000_000_000;
  private static final long LARGEST = (1L << 33) - 1;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Adds a file.
   *
   * @param name with slashes, relative
   * @throws IOException if the name or the file is longer than the format has room for
   */
  void file(String name, Path file, boolean executable) throws IOException {
    long size = Files.size(file);
    header(name, size, executable);
    long copied = Files.copy(file, out);
    if (copied != size) {
      throw new IOException(file + " changed while it was read");
    }
    pad(size);
  }

  /** Adds a file with this content. */
  void file(String name, byte[] content) throws IOException {
    header(name, content.length, false);
    out.write(content);
    pad(content.length);
  }

  /** Ends the archive; does not close the stream. */
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
  }

  private void header(String name, long size, boolean executable) throws IOException {
    byte[] header = new byte[BLOCK];
    int cut = cut(name);
    put(header, 0, name.substring(cut == 0 ? 0 : cut + 1));
    put(header, 345, name.substring(0, cut));
    if (size > LARGEST) {
      throw new IOException(name + " is longer than " + LARGEST + " bytes");
    }
    put(header, 100, executable ? "0000755" : "0000644");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format("%011o", size));
    put(header, 136, String.format("%011o", TIME));
    // The checksum counts itself as spaces
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = '0';
    put(header, 257, "ustar\u000000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\u0000", sum));
    out.write(header);
  }

  /** Index of the slash between the two parts that a long name is stored in, 0 for a short one. */
  private static int cut(String name) throws IOException {
    if (name.getBytes(UTF_8).length <= NAME) {
      return 0;
    }
    for (int i = name.indexOf('/'); i > 0; i = name.indexOf('/', i + 1)) {
      if (name.substring(i + 1).getBytes(UTF_8).length <= NAME) {
        if (name.substring(0, i).getBytes(UTF_8).length <= PREFIX) {
          return i;
        }
        break;
      }
    }
    throw new IOException(name + ": too long a name for an archive");
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (BLOCK - 1))]);
  }
}
