package dev.garrison.experiments.datasets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images as files, in a folder for each class. Names are kept, nothing is read. Immutable. */
final class FolderImages implements EncodedImages {
  private static final ImmutableSet<String> ENDINGS = ImmutableSet.of(".jpeg", ".jpg", ".png");

  private final ImmutableList<Path> folders;
  private final int[] folder;
  private final String[] names;
  private final int[] labels;

  private FolderImages(ImmutableList<Path> folders, int[] folder, String[] names, int[] labels) {
    this.folders = folders;
    this.folder = folder;
    this.names = names;
    this.labels = labels;
  }

  /**
   * Lists the images of all folders in a folder, by their names.
   *
   * @param root has a folder per class
   * @param classes numbers of the classes by the names of their folders; more are no harm
   * @throws UserException if a folder is no class, has no image or cannot be read
   */
  static FolderImages list(Path root, ImmutableMap<String, Integer> classes) {
    ImmutableList<Path> folders =
        folders(root).stream().map(root::resolve).collect(ImmutableList.toImmutableList());
    List<ImmutableList<String>> perFolder =
        folders.parallelStream().map(FolderImages::images).toList();
    int size = perFolder.stream().mapToInt(List::size).reduce(0, Math::addExact);
    int[] folder = new int[size];
    String[] names = new String[size];
    int[] labels = new int[size];
    int from = 0;
    for (int k = 0; k < folders.size(); k++) {
      Integer label = classes.get(folders.get(k).getFileName().toString());
      if (label == null) {
        throw new UserException(
            "imagenet: " + folders.get(k) + ": a class of which there are no training images");
      }
      int to = from + perFolder.get(k).size();
      Arrays.fill(folder, from, to, k);
      Arrays.fill(labels, from, to, label);
      for (String name : perFolder.get(k)) {
        names[from++] = name;
      }
    }
    return new FolderImages(folders, folder, names, labels);
  }

  /**
   * Names of the folders in a folder, sorted; without those that begin with a dot.
   *
   * @throws UserException if it cannot be read
   */
  static ImmutableList<String> folders(Path root) {
    return names(root, Files::isDirectory);
  }

  /** By name alone: to ask the file system about a million files would take long. */
  private static ImmutableList<String> images(Path folder) {
    ImmutableList<String> images = names(folder, FolderImages::isImage);
    if (images.isEmpty()) {
      throw new UserException(
          "imagenet: " + folder + ": no images (files ending in .JPEG, .JPG or .PNG)");
    }
    return images;
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static ImmutableList<String> names(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(wanted)
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      throw new UserException("imagenet: " + folder + ": cannot be read: " + e, e);
    }
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public String file(int index) {
    return folders.get(folder[index]).resolve(names[index]).toString();
  }

  @Override
  public long offset(int index) {
    return WHOLE_FILE;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }
}
