package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.garrison.core.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.Int64List;

class LabelReaderTest {
  private static final long SEED = 19;
  private static final String KEY = "image/class/label";

  private static OptionalLong read(byte[] example) throws IOException {
    // What follows belongs to the next record, and is not to be looked at.
    byte[] longer = Arrays.copyOf(example, example.length + 100);
    Arrays.fill(longer, example.length, longer.length, (byte) 0xff);
    return LabelReader.read(new ByteArrayInputStream(longer), example.length, KEY);
  }

  private static byte[] example(Features features) {
    return Example.newBuilder().setFeatures(features).build().toByteArray();
  }

  @Test
  void findsTheLabelBeforeAndBehindALargeImage() throws IOException {
    byte[] image = new byte[100_000];
    for (String other : new String[] {"image/a", "image/z"}) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.write(example(feature(other, Pictures.bytes(image))));
      both.write(example(feature(KEY, Pictures.integer(417))));
      both.write(example(feature("image/zz", Pictures.bytes(image))));
      // Messages one after the other are one message with the fields of all.
      assertEquals(OptionalLong.of(417), read(both.toByteArray()));
    }
    assertEquals(OptionalLong.of(1_000), read(Pictures.example(image, 1_000)));
  }

  private static Features feature(String key, Feature value) {
    return Features.newBuilder().putFeature(key, value).build();
  }

  @Test
  void takesTheFirstOfSeveralValues() throws IOException {
    Feature several =
        Feature.newBuilder().setInt64List(Int64List.newBuilder().addValue(-5).addValue(7)).build();

    assertEquals(OptionalLong.of(-5), read(example(feature(KEY, several))));
  }

  @Test
  void readsValuesThatAreNotPacked() throws IOException {
    ByteString list = message(1, 0, out -> out.writeInt64NoTag(12));
    ByteString feature = message(3, 2, out -> out.writeBytesNoTag(list));
    ByteString entry =
        message(1, 2, out -> out.writeStringNoTag(KEY))
            .concat(message(2, 2, out -> out.writeBytesNoTag(feature)));
    ByteString features = message(1, 2, out -> out.writeBytesNoTag(entry));
    ByteString example = message(1, 2, out -> out.writeBytesNoTag(features));

    assertEquals(
        12,
        Example.parseFrom(example).getFeatures().getFeatureOrThrow(KEY).getInt64List().getValue(0));
    assertEquals(OptionalLong.of(12), read(example.toByteArray()));
  }

  @Test
  void isEmptyWithoutSuchAFeatureOrWithoutIntegers() throws IOException {
    assertEquals(OptionalLong.empty(), read(new byte[0]));
    assertEquals(OptionalLong.empty(), read(example(feature("image/class", Pictures.integer(3)))));
    assertEquals(OptionalLong.empty(), read(example(feature(KEY, Pictures.bytes(new byte[] {1})))));
    assertEquals(
        OptionalLong.empty(),
        read(
            example(
                feature(
                    KEY,
                    Feature.newBuilder().setInt64List(Int64List.getDefaultInstance()).build()))));
  }

  @Test
  void refusesWhatIsNoExample() {
    byte[] image = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};

    assertThrows(IOException.class, () -> read(image));
  }

  @Test
  void anythingIsAnExampleOrRefused() {
    SplittableRandom random = new Seed(SEED).random();
    byte[] good = Pictures.example(new byte[300], 77);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        read(bytes);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "seed " + SEED + ": refused " + refused);
  }

  private interface Content {
    void write(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(int field, int wireType, Content content) throws IOException {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeTag(field, wireType);
    content.write(out);
    out.flush();
    return bytes.toByteString();
  }
}
