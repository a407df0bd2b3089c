package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.BatchStream;
import dev.garrison.experiments.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on their way from files to batches. */
class EncodedImageDatasetTest {
  private static final int SIDE = 32;
  private static final DataShape SHAPE = new DataShape(ImmutableList.of(SIDE, SIDE, 3), 2);
  private static final Seed SEED = new Seed(83);

  /**
   * Values of about 2 from sums in single precision of a few hundred levels up to 255: some
   * roundings of 1.5e-5 levels, of which one is 1/57 of a normalized unit.
   */
  private static final double ROUNDINGS = 2e-5;

  @TempDir private Path folder;

  /** Images in class folders: even ones in a, odd ones in b. */
  private Dataset images(boolean augmented, byte[]... encoded) throws IOException {
    for (int i = 0; i < encoded.length; i++) {
      Path path = Files.createDirectories(folder.resolve(i % 2 == 0 ? "a" : "b"));
      Files.write(path.resolve("i%03d.png".formatted(i)), encoded[i]);
    }
    FolderImages list = FolderImages.list(folder, ImmutableMap.of("a", 0, "b", 1));
    return new EncodedImageDataset(SHAPE, list, augmented);
  }

  private static float[] read(Dataset data, long number, int size) {
    try (BatchStream stream = data.stream(new FixedPlan(data.size(), Long.MAX_VALUE, SEED))) {
      return read(stream, number, size);
    }
  }

  private static float[] read(BatchStream stream, long number, int size) {
    Batch batch = new Batch(SHAPE, size);
    stream.read(number, batch);
    return batch.inputs();
  }

  private static float[] example(float[] inputs, int slot) {
    int features = SHAPE.features();
    return Arrays.copyOfRange(inputs, slot * features, (slot + 1) * features);
  }

  private static void assertNear(double[] expected, float[] actual, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], ROUNDINGS, what + ", value " + i);
    }
  }

  @Test
  void trainingExamplesAreRandomResizedCrops() throws IOException {
    // Both orders of sides, larger and smaller than wanted, square and so long that no crop fits.
    int[][] sizes = {{90, 61}, {43, 80}, {20, 25}, {50, 50}, {400, 12}, {9, 300}};
    byte[][] encoded = new byte[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      encoded[i] = Pictures.png(Pictures.picture(sizes[i][0], sizes[i][1], i));
    }
    Dataset data = images(true, encoded);
    int mirrored = 0;
    boolean middle = false;
    for (long number = 0; number < 5; number++) {
      CropDraws draws = CropDraws.none(6);
      draws.draw(SEED.derive("batch", number), 0, 6);
      float[] inputs = read(data, number, 6);
      for (int slot = 0; slot < 6; slot++) {
        // By class and name: 0, 2, 4, then 1, 3, 5.
        int i = slot < 3 ? 2 * slot : 2 * slot - 5;
        BufferedImage image = Pictures.picture(sizes[i][0], sizes[i][1], i);
        PreparationOracle.Crop crop =
            PreparationOracle.crop(image.getHeight(), image.getWidth(), draws, slot);
        boolean flip = draws.mirrored()[slot];
        mirrored += flip ? 1 : 0;
        middle |= i == 4 && crop.height() == 12;
        assertNear(
            PreparationOracle.forTraining(image, crop, flip, SIDE),
            example(inputs, slot),
            "batch " + number + ", image " + i);
      }
    }
    assertTrue(mirrored > 0 && mirrored < 30 && middle, "seed " + SEED + " shows not all cases");
  }

  @Test
  void testExamplesAreTheMiddle() throws IOException {
    int[][] sizes = {{90, 61}, {43, 80}, {20, 25}, {50, 50}, {200, 33}};
    byte[][] encoded = new byte[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      encoded[i] = Pictures.png(Pictures.picture(sizes[i][0], sizes[i][1], i));
    }
    Dataset data = images(false, encoded);
    float[] inputs = read(data, 0, 5);
    for (int slot = 0; slot < 5; slot++) {
      int i = slot < 3 ? 2 * slot : 2 * slot - 5;
      double[] expected =
          PreparationOracle.forEvaluation(Pictures.picture(sizes[i][0], sizes[i][1], i), SIDE);
      assertNear(expected, example(inputs, slot), "image " + i);

      Batch one = new Batch(SHAPE, 2);
      data.read(slot, one, 1);
      assertArrayEquals(example(inputs, slot), example(one.inputs(), 1), "image " + i);
      assertEquals(slot < 3 ? 0 : 1, one.targets()[1]);
    }
  }

  @Test
  void greyAndCmykImagesBecomeColours() throws IOException {
    Dataset data =
        images(false, Pictures.greyJpeg(40, 50, 120), Pictures.cmykJpeg(50, 40, 200, 0, 51, 0));
    float[] inputs = read(data, 0, 2);
    double[] grey = {120, 120, 120};
    // Ink covers: red is 255 − 200, green 255, blue 255 − 51.
    double[] inks = {55, 255, 204};
    for (int i = 0; i < 2 * SHAPE.features(); i++) {
      double[] level = i < SHAPE.features() ? grey : inks;
      double[] mean = {0.485, 0.456, 0.406};
      double[] deviation = {0.229, 0.224, 0.225};
      // A flat surface keeps its level in a JPEG but for the step of its quantization.
      assertEquals(level[i % 3], 255 * (inputs[i] * deviation[i % 3] + mean[i % 3]), 2, "" + i);
    }
  }

  @Test
  void aBatchIsTheSameInEveryStreamAndOrder() throws IOException {
    byte[][] encoded = new byte[7][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = Pictures.jpeg(Pictures.picture(60 + i, 50, i));
    }
    Dataset data = images(true, encoded);
    float[][] ascending = new float[70][];
    try (BatchStream stream = data.stream(new FixedPlan(7, Long.MAX_VALUE, SEED))) {
      // Further than the pipeline is told of at once.
      for (int number = 0; number < ascending.length; number++) {
        ascending[number] = read(stream, number, 3);
      }
      for (int number : new int[] {69, 0, 1, 1, 5, 6, 66}) {
        assertArrayEquals(ascending[number], read(stream, number, 3), "batch " + number);
      }
    }
    for (int number : new int[] {0, 42, 64}) {
      assertArrayEquals(ascending[number], read(data, number, 3), "resumed at " + number);
    }
    // The same images, drawn about anew.
    assertFalse(Arrays.equals(ascending[0], ascending[7]));
  }

  @Test
  void theLastBatchOfAPlanIsTheLast() throws IOException {
    byte[][] encoded = new byte[4][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = Pictures.png(Pictures.picture(33, 33, i));
    }
    Dataset data = images(false, encoded);
    try (BatchStream stream = data.stream(new FixedPlan(4, 2, SEED))) {
      float[] first = read(stream, 0, 2);
      float[] second = read(stream, 1, 2);
      assertFalse(Arrays.equals(first, second));
      assertArrayEquals(first, read(stream, 0, 2));
    }
  }

  @Test
  void recordsAndFilesOfTheSameImagesGiveTheSameBits() throws IOException {
    Pictures.writeFolders(folder.resolve("files"), 3, 4);
    Path records = Files.createDirectories(folder.resolve("records"));
    for (int shard = 0; shard < 3; shard++) {
      List<byte[]> examples = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        examples.add(Pictures.example(Pictures.jpeg(Pictures.numbered(shard, i)), shard + 1));
      }
      Files.write(
          records.resolve("train-0000%d-of-00003".formatted(shard)), Pictures.records(examples));
      Files.write(
          records.resolve("validation-0000%d-of-00003".formatted(shard)),
          Pictures.records(
              List.of(Pictures.example(Pictures.jpeg(Pictures.numbered(shard, 4)), shard + 1))));
    }
    ImagenetFiles files = new ImagenetFiles(Map.of());
    Split one = files.load(Optional.of(folder.resolve("files")), SIDE);
    Split other = files.load(Optional.of(records), SIDE);

    for (int i = 0; i < 12; i++) {
      assertEquals(one.train().target(i), other.train().target(i), "image " + i);
    }
    for (List<Dataset> pair :
        List.of(List.of(one.train(), other.train()), List.of(one.test(), other.test()))) {
      assertEquals(pair.get(0).size(), pair.get(1).size());
      DataShape shape = pair.get(0).shape();
      float[][] inputs = new float[2][];
      for (int i = 0; i < 2; i++) {
        Batch batch = new Batch(shape, 3);
        try (BatchStream stream = pair.get(i).stream(new FixedPlan(pair.get(i).size(), 9, SEED))) {
          stream.read(0, batch);
        }
        inputs[i] = batch.inputs();
      }
      assertArrayEquals(inputs[0], inputs[1]);
    }
  }

  @Test
  void namesAFileThatCannotBeDecoded() throws IOException {
    byte[] good = Pictures.jpeg(Pictures.picture(200, 160, 1));
    for (int length : new int[] {300, good.length / 2}) {
      Dataset data = images(true, good, good, good, Arrays.copyOf(good, length));
      Path bad = folder.resolve("b").resolve("i003.png");

      assertEquals(
          "imagenet: "
              + bad
              + ": cannot be decoded: jpeg::Uncompress failed. Invalid JPEG data or crop window.",
          failure(data));
    }
  }

  @Test
  void namesAFileThatIsNoImageOrIsGone() throws IOException {
    byte[] good = Pictures.png(Pictures.picture(50, 40, 1));
    Dataset data = images(false, good, new byte[] {1, 2, 3});
    Path bad = folder.resolve("b").resolve("i001.png");

    assertTrue(
        failure(data)
            .startsWith("imagenet: " + bad + ": cannot be decoded: Unknown image file format."),
        () -> failure(data));
    Files.delete(bad);
    assertEquals(
        "imagenet: %s: cannot be decoded: %s; No such file or directory".formatted(bad, bad),
        failure(data));
  }

  @Test
  void namesARecordThatIsDamaged() throws IOException {
    byte[] image = Pictures.example(Pictures.jpeg(Pictures.picture(50, 40, 1)), 1);
    byte[] records = Pictures.records(List.of(image, image));
    records[records.length - 100] ^= 1;
    Path file = Files.write(folder.resolve("train-0"), records);
    Dataset data = new EncodedImageDataset(SHAPE, RecordImages.index(ImmutableList.of(file)), true);

    String message = failure(data);
    assertTrue(
        message.startsWith(
            "imagenet: %s: the record at byte %d: cannot be decoded: corrupted record at"
                .formatted(file, image.length + 16)),
        message);
  }

  @Test
  void aStreamGoesOnAfterAFailure() throws IOException {
    byte[] good = Pictures.png(Pictures.picture(50, 40, 1));
    Dataset data = images(true, good, good, good, new byte[] {1, 2, 3});
    try (BatchStream stream = data.stream(new FixedPlan(4, Long.MAX_VALUE, SEED))) {
      float[] first = read(stream, 0, 2);
      assertThrows(UserException.class, () -> read(stream, 1, 2));
      assertArrayEquals(first, read(stream, 0, 2));
    }
  }

  private static String failure(Dataset data) {
    return assertThrows(UserException.class, () -> read(data, 0, data.size())).getMessage();
  }
}
