package dev.garrison.experiments.datasets;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.garrison.core.DataShape;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * ImageNet's images, or any others that lie as they do, in the folder the user names or in {@code
 * $GARRISON_DATA_DIR/imagenet}. Either as files, {@code train/CLASS/NAME.JPEG} and {@code
 * val/CLASS/NAME.JPEG}, classes numbered in the order of their names; or as TFRecord files {@code
 * train-00000-of-01024} or {@code train….tfrecord} and {@code validation…}, in the folder or in its
 * folders {@code train} and {@code validation}, labels from 1 on. Class folders go first. Files are
 * looked for here and their images counted; images are read when they are wanted. Any thread.
 */
public final class ImagenetFiles {
  private static final String DATA_DIR_VARIABLE = "GARRISON_DATA_DIR";

  /** Lists and archives may lie beside the images under names that begin alike. */
  private static final String RECORDS = "[-_]\\d+-of-\\d+(\\.tfrecords?)?|([-_.].*)?\\.tfrecords?";

  private static final Pattern TRAIN = Pattern.compile("train(" + RECORDS + ")");
  private static final Pattern TEST = Pattern.compile("val(idation)?(" + RECORDS + ")");
  private static final String LAYOUTS =
      "needs train/CLASS/*.JPEG and val/CLASS/*.JPEG, or TFRecord files train-00000-of-01024 or"
          + " train*.tfrecord and validation likewise";
  private static final int LEAST_CLASSES = 2;
  private static final int CHANNELS = 3;

  private final Optional<Path> common;

  /** Places of this machine's user. */
  public ImagenetFiles() {
    this(System.getenv());
  }

  @VisibleForTesting
  ImagenetFiles(Map<String, String> environment) {
    String variable = environment.getOrDefault(DATA_DIR_VARIABLE, "");
    common = variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable, "imagenet"));
  }

  /**
   * Where the images are looked for.
   *
   * @param dataDir the folder the user named
   * @return empty if there is no such place
   */
  public Optional<Path> place(Optional<Path> dataDir) {
    return dataDir.or(() -> common);
  }

  /** Images of both kinds, and how many classes they are of. */
  private record Found(EncodedImages train, EncodedImages test, int classes) {}

  /**
   * Finds the images.
   *
   * @param dataDir the folder the user named
   * @param side height and width of examples
   * @throws UserException if there are none, or a file is not sound; the message names it
   */
  public Split load(Optional<Path> dataDir, int side) {
    Path folder =
        place(dataDir)
            .orElseThrow(
                () ->
                    new UserException(
                        "imagenet: no folder of images; name it with data-dir:PATH, or set $"
                            + DATA_DIR_VARIABLE
                            + " to the folder that has it as imagenet"));
    String subject =
        (dataDir.isPresent() ? "data-dir " : "$" + DATA_DIR_VARIABLE + "/imagenet ") + folder;
    if (!Files.isDirectory(folder)) {
      throw new UserException("imagenet: " + subject + ": no such folder");
    }
    Found found = find(subject, folder);
    DataShape shape = new DataShape(ImmutableList.of(side, side, CHANNELS), found.classes());
    return new Split(
        new EncodedImageDataset(shape, found.train(), true),
        new EncodedImageDataset(shape, found.test(), false));
  }

  private static Found find(String subject, Path folder) {
    Path inner = folder.resolve("train");
    ImmutableList<String> names =
        Files.isDirectory(inner) ? FolderImages.folders(inner) : ImmutableList.of();
    if (names.size() < LEAST_CLASSES) {
      ImmutableList<Path> train = records(folder, "train", TRAIN);
      if (!train.isEmpty()) {
        return inRecords(subject, folder, train);
      }
    }
    if (!Files.isDirectory(inner)) {
      throw new UserException("imagenet: %s: %s".formatted(subject, LAYOUTS));
    }
    return inFolders(subject, folder, names);
  }

  private static Found inFolders(String subject, Path folder, ImmutableList<String> names) {
    if (names.size() < LEAST_CLASSES) {
      throw new UserException(
          "imagenet: %s: %s; in train are %d class folders, at least %d are needed"
              .formatted(subject, LAYOUTS, names.size(), LEAST_CLASSES));
    }
    ImmutableMap<String, Integer> classes =
        IntStream.range(0, names.size())
            .boxed()
            .collect(ImmutableMap.toImmutableMap(names::get, k -> k));
    Path test = folder.resolve("val");
    if (!Files.isDirectory(test) || FolderImages.folders(test).isEmpty()) {
      throw new UserException(
          "imagenet: %s: %s; has no class folders in val".formatted(subject, LAYOUTS));
    }
    return new Found(
        FolderImages.list(folder.resolve("train"), classes),
        FolderImages.list(test, classes),
        classes.size());
  }

  private static Found inRecords(String subject, Path folder, ImmutableList<Path> trainFiles) {
    ImmutableList<Path> testFiles =
        Stream.of("validation", "val")
            .map(name -> records(folder, name, TEST))
            .filter(files -> !files.isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "imagenet: %s: %s; has no validation-*".formatted(subject, LAYOUTS)));
    RecordImages train = RecordImages.index(trainFiles);
    RecordImages test = RecordImages.index(testFiles);
    int classes = 1 + Math.max(largestLabel(train), largestLabel(test));
    if (classes < LEAST_CLASSES) {
      throw new UserException("imagenet: " + subject + ": all images are of class 1");
    }
    return new Found(train, test, classes);
  }

  private static int largestLabel(EncodedImages images) {
    return IntStream.range(0, images.size()).map(images::label).max().orElseThrow();
  }

  /** TFRecord files by name, in the folder or else in one within it. */
  private static ImmutableList<Path> records(Path folder, String within, Pattern name) {
    ImmutableList<Path> here = matching(folder, name);
    Path inner = folder.resolve(within);
    return here.isEmpty() && Files.isDirectory(inner) ? matching(inner, name) : here;
  }

  private static ImmutableList<Path> matching(Path folder, Pattern name) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UserException("imagenet: " + folder + ": cannot be read: " + e, e);
    }
  }
}
