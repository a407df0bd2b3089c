package dev.garrison.experiments.datasets;

import com.google.common.io.ByteStreams;
import dev.garrison.core.UserException;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Goes through a TFRecord file without reading what is in the records. A record is its length in 8
 * bytes, the masked CRC-32C of these in 4, the data, and the masked CRC-32C of the data in 4; all
 * lowest byte first. The checksum of lengths is checked here, that of the data by TensorFlow, which
 * reads it.
 */
final class TfRecords {
  private static final int LENGTH = 8;
  private static final int CHECKSUM = 4;
  private static final int HEADER = LENGTH + CHECKSUM;
  private static final int MASK = 0xa282ead8;

  private TfRecords() {}

  /** Is shown the records of a file. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called for each.
     *
     * @param offset of the record's first byte
     * @param length of its data
     * @param data at the beginning of the data; reading on leads into the next record
     */
    void record(long offset, long length, InputStream data) throws IOException;
  }

  /**
   * Shows every record of a file.
   *
   * @throws UserException if it cannot be read or is no whole TFRecord file
   */
  static void visit(Path file, Visitor visitor) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      FileChannel channel = in.getChannel();
      long size = channel.size();
      long offset = 0;
      while (offset < size) {
        channel.position(offset);
        long length = length(file, offset, in);
        long next = offset + HEADER + length + CHECKSUM;
        if (length < 0 || next < 0 || next > size) {
          throw truncated(file, offset);
        }
        visitor.record(offset, length, in);
        offset = next;
      }
    } catch (EOFException e) {
      throw new UserException("imagenet: " + file + ": truncated", e);
    } catch (IOException e) {
      throw new UserException("imagenet: " + file + ": cannot be read: " + e, e);
    }
  }

  private static long length(Path file, long offset, InputStream in) throws IOException {
    byte[] header = new byte[HEADER];
    if (ByteStreams.read(in, header, 0, HEADER) < HEADER) {
      throw truncated(file, offset);
    }
    ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (masked(header, LENGTH) != buffer.getInt(LENGTH)) {
      throw new UserException(
          "imagenet: %s: no TFRecord file, or damaged: wrong checksum at byte %d"
              .formatted(file, offset));
    }
    return buffer.getLong(0);
  }

  private static UserException truncated(Path file, long offset) {
    return new UserException(
        "imagenet: %s: truncated: it ends within the record at byte %d".formatted(file, offset));
  }

  private static int masked(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
