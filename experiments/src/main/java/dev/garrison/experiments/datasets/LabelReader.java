package dev.garrison.experiments.datasets;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Finds one integer among the features of a {@code tf.train.Example}, and skips the others: most of
 * an example is its image.
 */
final class LabelReader {
  private static final int FEATURES_OF_EXAMPLE = 1;
  private static final int FEATURE_OF_FEATURES = 1;
  private static final int KEY_OF_ENTRY = 1;
  private static final int VALUE_OF_ENTRY = 2;
  private static final int INTEGERS_OF_FEATURE = 3;
  private static final int VALUE_OF_INTEGERS = 1;

  private final String key;
  private final CodedInputStream in;

  private LabelReader(String key, CodedInputStream in) {
    this.key = key;
    this.in = in;
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
  static OptionalLong read(InputStream data, int length, String key) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(data);
    in.pushLimit(length);
    return new LabelReader(key, in).example();
  }

  private OptionalLong example() throws IOException {
    return inside(FEATURES_OF_EXAMPLE, () -> inside(FEATURE_OF_FEATURES, this::entry));
  }

  private OptionalLong entry() throws IOException {
    boolean found = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case KEY_OF_ENTRY -> found = in.readString().equals(key);
        case VALUE_OF_ENTRY -> {
          int outer = in.pushLimit(in.readRawVarint32());
          OptionalLong value =
              found ? inside(INTEGERS_OF_FEATURE, this::integer) : OptionalLong.empty();
          if (value.isPresent()) {
            return value;
          }
          in.skipRawBytes(in.getBytesUntilLimit());
          in.popLimit(outer);
        }
        default -> in.skipField(tag);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong integer() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == VALUE_OF_INTEGERS) {
        boolean packed = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        if (packed && in.readRawVarint32() == 0) {
          return OptionalLong.empty();
        }
        return OptionalLong.of(in.readInt64());
      }
      in.skipField(tag);
    }
    return OptionalLong.empty();
  }

  /** Reads a message, or a part of one, up to the limit. */
  private interface Part {
    OptionalLong read() throws IOException;
  }

  /** Looks into every field of a number, until something is found. */
  private OptionalLong inside(int field, Part part) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == field) {
        int outer = in.pushLimit(in.readRawVarint32());
        OptionalLong found = part.read();
        if (found.isPresent()) {
          return found;
        }
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
    return OptionalLong.empty();
  }
}
