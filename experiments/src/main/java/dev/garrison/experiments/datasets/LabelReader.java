package dev.garrison.experiments.datasets;

import com.google.common.io.ByteStreams;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Finds one integer among the features of a {@code tf.train.Example}, in the wire format of
 * protocol buffers, and skips the others: most of an example is its image, which is not even read
 * from disk.
 *
 * <p>An example is one field, its features; these are entries, each with a key and a feature; a
 * feature is a list of byte strings, floats or integers.
 */
final class LabelReader {
  private static final int FEATURES_OF_EXAMPLE = 1;
  private static final int ENTRY_OF_FEATURES = 1;
  private static final int KEY_OF_ENTRY = 1;
  private static final int FEATURE_OF_ENTRY = 2;
  private static final int INTEGERS_OF_FEATURE = 3;
  private static final int VALUES_OF_INTEGERS = 1;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** Enough for keys; what is skipped beyond it is not read. */
  private static final int BUFFER = 512;

  private final String key;
  private final InputStream in;
  private final long length;
  private long position;

  private LabelReader(String key, InputStream in, long length) {
    this.key = key;
    this.in = in;
    this.length = length;
  }

  /**
   * Reads the first value of a feature.
   *
   * @param data an encoded example; may be read beyond its end
   * @param length of the example
   * @param key name of the feature
   * @return empty if there is no such feature with integers
   * @throws IOException if it is no example, or cannot be read
   */
  static OptionalLong read(InputStream data, long length, String key) throws IOException {
    LabelReader reader = new LabelReader(key, new BufferedInputStream(data, BUFFER), length);
    return reader.inside(
        length,
        FEATURES_OF_EXAMPLE,
        features -> reader.inside(features, ENTRY_OF_FEATURES, reader::entry));
  }

  /** Reads a message up to its end, or until something is found. */
  private interface Message {
    OptionalLong read(long end) throws IOException;
  }

  /** Looks into every field of a number. */
  private OptionalLong inside(long end, int field, Message message) throws IOException {
    while (position < end) {
      long tag = varint();
      if (tag >>> 3 == field && (tag & 7) == LENGTH_DELIMITED) {
        OptionalLong found = message.read(endOfPart(end));
        if (found.isPresent()) {
          return found;
        }
      } else {
        skipField((int) tag & 7, end);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong entry(long end) throws IOException {
    boolean wanted = false;
    while (position < end) {
      long tag = varint();
      if ((tag & 7) != LENGTH_DELIMITED) {
        skipField((int) tag & 7, end);
        continue;
      }
      long partEnd = endOfPart(end);
      if (tag >>> 3 == KEY_OF_ENTRY) {
        wanted = isKey(partEnd);
      } else if (tag >>> 3 == FEATURE_OF_ENTRY && wanted) {
        OptionalLong found = inside(partEnd, INTEGERS_OF_FEATURE, this::integer);
        if (found.isPresent()) {
          return found;
        }
      } else {
        skip(partEnd - position, end);
      }
    }
    return OptionalLong.empty();
  }

  private boolean isKey(long end) throws IOException {
    if (end - position != key.length()) {
      skip(end - position, end);
      return false;
    }
    byte[] bytes = new byte[key.length()];
    ByteStreams.readFully(in, bytes);
    position += bytes.length;
    return key.equals(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The first of a list, which is packed into one field or has a field for each. */
  private OptionalLong integer(long end) throws IOException {
    while (position < end) {
      long tag = varint();
      boolean values = tag >>> 3 == VALUES_OF_INTEGERS;
      if (values && (tag & 7) == LENGTH_DELIMITED) {
        return endOfPart(end) > position ? OptionalLong.of(varint()) : OptionalLong.empty();
      }
      if (values && (tag & 7) == VARINT) {
        return OptionalLong.of(varint());
      }
      skipField((int) tag & 7, end);
    }
    return OptionalLong.empty();
  }

  private long endOfPart(long end) throws IOException {
    long size = varint();
    if (size < 0 || size > end - position) {
      throw new EOFException("a part of " + size + " bytes at " + position + " of " + end);
    }
    return position + size;
  }

  private void skipField(int wireType, long end) throws IOException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> skip(Long.BYTES, end);
      case FIXED32 -> skip(Integer.BYTES, end);
      case LENGTH_DELIMITED -> skip(endOfPart(end) - position, end);
      default -> throw new IOException("wire type " + wireType + " at " + position);
    }
  }

  private void skip(long count, long end) throws IOException {
    if (count > end - position) {
      throw new EOFException("a field of " + count + " bytes at " + position + " of " + end);
    }
    ByteStreams.skipFully(in, count);
    position += count;
  }

  /** Seven bits a byte, lowest first; the highest bit says that more follow. */
  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = position < length ? in.read() : -1;
      if (next < 0) {
        throw new EOFException("a number at " + position + " has no end");
      }
      position++;
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("a number of more than 64 bits at " + position);
  }
}
