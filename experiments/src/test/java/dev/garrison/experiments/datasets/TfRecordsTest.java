package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.EagerSession;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.DatasetToTfRecord;
import org.tensorflow.op.data.TensorSliceDataset;

class TfRecordsTest {
  private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND = new byte[10_000];

  @TempDir private Path folder;

  private record Seen(long offset, long length, byte first) {}

  private static List<Seen> visit(Path file) {
    List<Seen> seen = new ArrayList<>();
    TfRecords.visit(
        file,
        (offset, length, data) ->
            seen.add(new Seen(offset, length, length > 0 ? (byte) data.read() : 0)));
    return seen;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("train-00000-of-00001"), bytes);
  }

  @Test
  void findsEveryRecord() throws IOException {
    Path file = write(Pictures.records(List.of(FIRST, SECOND, new byte[0], FIRST)));

    assertEquals(
        List.of(
            new Seen(0, 5, (byte) 'f'),
            new Seen(21, 10_000, (byte) 0),
            new Seen(10_037, 0, (byte) 0),
            new Seen(10_053, 5, (byte) 'f')),
        visit(file));
  }

  @Test
  void readsWhatTensorFlowWrites() throws IOException {
    Path file = folder.resolve("written");
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      DatasetToTfRecord.create(
          tf.scope(),
          TensorSliceDataset.create(
              tf.scope(), List.of(tf.array("first", "other")), List.of(Shape.of())),
          tf.constant(file.toString()),
          tf.constant(""));
    }

    assertEquals(List.of(new Seen(0, 5, (byte) 'f'), new Seen(21, 5, (byte) 'o')), visit(file));
    assertArrayEquals(
        Files.readAllBytes(file),
        Pictures.records(List.of(FIRST, "other".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void anEmptyFileHasNoRecord() throws IOException {
    assertEquals(List.of(), visit(write(new byte[0])));
  }

  @Test
  void namesAFileOfAnotherKind() throws IOException {
    Path file = write(HexFormat.of().parseHex("1f8b0800000000000003edfd0700"));

    assertEquals(
        "imagenet: " + file + ": no TFRecord file, or damaged: wrong checksum at byte 0",
        failure(file));
  }

  @Test
  void namesAFileThatEndsEarly() throws IOException {
    byte[] whole = Pictures.records(List.of(FIRST, SECOND));
    for (int length : new int[] {whole.length - 1, 5_000, 30, 22}) {
      Path file = write(Arrays.copyOf(whole, length));
      assertEquals(
          "imagenet: " + file + ": truncated: it ends within the record at byte 21", failure(file));
    }
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Path file = folder.resolve("nowhere");

    assertEquals(
        "imagenet: %s: cannot be read: java.io.FileNotFoundException: %s (No such file or directory)"
            .formatted(file, file),
        failure(file));
  }

  private static String failure(Path file) {
    return assertThrows(UserException.class, () -> visit(file)).getMessage();
  }
}
