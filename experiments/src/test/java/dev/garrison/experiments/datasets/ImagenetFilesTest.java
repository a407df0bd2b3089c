package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagenetFilesTest {
  private static final String LAYOUTS =
      "needs train/CLASS/*.JPEG and val/CLASS/*.JPEG, or TFRecord files train-00000-of-01024 or"
          + " train*.tfrecord and validation likewise";
  private static final byte[] EMPTY = {};

  @TempDir private Path folder;

  private static Split load(Path folder) {
    return new ImagenetFiles(Map.of()).load(Optional.of(folder), 48);
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, EMPTY);
    }
  }

  private void records(String name, long... labels) throws IOException {
    List<byte[]> examples =
        Arrays.stream(labels).mapToObj(label -> Pictures.example(EMPTY, label)).toList();
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Pictures.records(examples));
  }

  private static List<Integer> labels(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(i -> (int) data.target(i)).toList();
  }

  private String failure() {
    return assertThrows(UserException.class, () -> load(folder)).getMessage();
  }

  @Test
  void numbersClassesInTheOrderOfTheirFolders() throws IOException {
    touch(
        "train/n02/x.JPEG",
        "train/n01/b.jpg",
        "train/n01/a.PNG",
        "train/n03/y.JPEG",
        "val/n03/t.JPEG",
        "val/n01/t.JPEG",
        "train/n01/notes.txt",
        "train/.cache/z.JPEG",
        "train/list.txt");
    Split split = load(folder);

    assertEquals(new DataShape(ImmutableList.of(48, 48, 3), 3), split.train().shape());
    assertEquals(List.of(0, 0, 1, 2), labels(split.train()));
    assertEquals(List.of(0, 2), labels(split.test()));
  }

  @Test
  void labelsOfRecordsBeginWithOne() throws IOException {
    records("train-00001-of-00002", 2);
    records("train-00000-of-00002", 5, 1);
    records("validation-00000-of-00001", 6);
    Split split = load(folder);

    assertEquals(6, split.train().shape().classes());
    assertEquals(List.of(4, 0, 1), labels(split.train()));
    assertEquals(List.of(5), labels(split.test()));
  }

  @Test
  void recordsMayLieInFoldersOfTheirOwn() throws IOException {
    records("train/train-00000-of-00001", 1, 2);
    records("val/val-00000-of-00001", 2);
    Split split = load(folder);

    assertEquals(List.of(0, 1), labels(split.train()));
    assertEquals(List.of(1), labels(split.test()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.txt",
        "train.csv",
        "train.tar",
        "train-list.txt",
        "train_map.csv",
        "train-1",
        "val.txt",
        "train-00000-of-00001",
        "train.tfrecord"
      })
  void classFoldersAreReadWhateverLiesBesideThem(String beside) throws IOException {
    touch("train/n01/a.JPEG", "train/n02/b.JPEG", "val/n01/t.JPEG", beside);

    assertEquals(List.of(0, 1), labels(load(folder).train()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.txt", "train.csv", "train-list.txt", "train-1"})
  void aListIsNotTakenForRecords(String list) throws IOException {
    touch(list);

    assertEquals("imagenet: data-dir %s: %s".formatted(folder, LAYOUTS), failure());
  }

  @ParameterizedTest
  @CsvSource({
    "train-00000-of-00001, validation-00000-of-00001",
    "train_0-of-1, val_0-of-1",
    "train-00000-of-00001.tfrecord, validation-00000-of-00001.tfrecord",
    "train.tfrecord, val.tfrecord",
    "train_a.tfrecords, validation.tfrecords",
    "train-0.tfrecord, val-0.tfrecord"
  })
  void recordsAreKnownByTheirNames(String train, String test) throws IOException {
    records(train, 1, 2);
    records(test, 2);
    touch("train.txt", "val.txt");
    Split split = load(folder);

    assertEquals(List.of(0, 1), labels(split.train()));
    assertEquals(List.of(1), labels(split.test()));
  }

  @Test
  void theCommonDataFolderIsUsedWhenNoneIsNamed() throws IOException {
    Path common = folder.resolve("imagenet");
    Pictures.writeFolders(common, 2, 1);
    ImagenetFiles files = new ImagenetFiles(Map.of("GARRISON_DATA_DIR", folder.toString()));

    assertEquals(2, files.load(Optional.empty(), 48).train().size());
  }

  @Test
  void saysWhatToNameWhenNothingIsNamed() {
    UserException e =
        assertThrows(
            UserException.class, () -> new ImagenetFiles(Map.of()).load(Optional.empty(), 48));

    assertEquals(
        "imagenet: no folder of images; name it with data-dir:PATH, or set $GARRISON_DATA_DIR to"
            + " the folder that has it as imagenet",
        e.getMessage());
  }

  @Test
  void namesAFolderThatIsNotThere() {
    Path nowhere = folder.resolve("nowhere");
    UserException named = assertThrows(UserException.class, () -> load(nowhere));
    ImagenetFiles files = new ImagenetFiles(Map.of("GARRISON_DATA_DIR", folder.toString()));
    UserException common =
        assertThrows(UserException.class, () -> files.load(Optional.empty(), 48));

    assertEquals("imagenet: data-dir " + nowhere + ": no such folder", named.getMessage());
    assertEquals(
        "imagenet: $GARRISON_DATA_DIR/imagenet %s: no such folder"
            .formatted(folder.resolve("imagenet")),
        common.getMessage());
  }

  @Test
  void saysHowFilesAreToLie() throws IOException {
    assertEquals("imagenet: data-dir %s: %s".formatted(folder, LAYOUTS), failure());
    touch("train/a.JPEG", "train/b.JPEG");
    assertEquals(
        "imagenet: data-dir %s: %s; in train are 0 class folders, at least 2 are needed"
            .formatted(folder, LAYOUTS),
        failure());
    touch("train/a/i.JPEG", "train/b/i.JPEG", "val/a.JPEG");
    assertEquals(
        "imagenet: data-dir %s: %s; has no class folders in val".formatted(folder, LAYOUTS),
        failure());
  }

  @Test
  void namesAClassWithoutImages() throws IOException {
    touch("train/a/i.JPEG", "train/b/notes.txt", "val/a/t.JPEG");

    assertEquals(
        "imagenet: %s: no images (files ending in .JPEG, .JPG or .PNG)"
            .formatted(folder.resolve("train/b")),
        failure());
  }

  @Test
  void namesATestClassThatIsNotTrainedOn() throws IOException {
    touch("train/a/i.JPEG", "train/b/i.JPEG", "val/c/t.JPEG");

    assertEquals(
        "imagenet: %s: a class of which there are no training images"
            .formatted(folder.resolve("val/c")),
        failure());
  }

  @Test
  void namesRecordsThatAreMissingOrEmpty() throws IOException {
    records("train-00000-of-00001", 1, 2);
    assertEquals(
        "imagenet: data-dir %s: %s; has no validation-*".formatted(folder, LAYOUTS), failure());
    records("validation-00000-of-00002");
    records("validation-00001-of-00002");
    assertEquals(
        "imagenet: %s: no images in this file and those like it"
            .formatted(folder.resolve("validation-00000-of-00002")),
        failure());
  }

  @Test
  void namesARecordWithoutALabel() throws IOException {
    records("train-00000-of-00001", 3, 0);
    records("validation-00000-of-00001", 1);
    int second = Pictures.example(EMPTY, 3).length + 16;

    assertEquals(
        "imagenet: %s: the record at byte %d needs the feature image/class/label, an integer from 1"
                .formatted(folder.resolve("train-00000-of-00001"), second)
            + " on, got 0",
        failure());
    Files.write(
        folder.resolve("train-00000-of-00001"),
        Pictures.records(List.of(new byte[] {(byte) 0xff, 1, 2})));
    assertEquals(
        "imagenet: %s: the record at byte 0 is no tf.train.Example"
            .formatted(folder.resolve("train-00000-of-00001")),
        failure());
  }

  @Test
  void oneClassIsTooFew() throws IOException {
    records("train-00000-of-00001", 1, 1);
    records("validation-00000-of-00001", 1);

    assertEquals("imagenet: data-dir " + folder + ": all images are of class 1", failure());
  }
}
