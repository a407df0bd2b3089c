package dev.garrison.experiments.datasets;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Dataset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The MNIST handwritten digits from their original IDX files, plain or .gz. They are looked for in
 * the folder the user names; else in {@code $GARRISON_DATA_DIR/mnist}; else in the user's cache
 * folder, which is filled by download. Any other data in the same format (28×28 images, at most ten
 * classes) is read as well from a folder of the user's. Any thread.
 */
public final class MnistFiles {
  private static final String DATA_DIR_VARIABLE = "GARRISON_DATA_DIR";
  private static final ImmutableList<URI> MIRRORS =
      ImmutableList.of(
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Optional<Path> common;
  private final Path cache;
  private final ImmutableList<URI> mirrors;
  private final Duration patience;

  /** Places and mirrors of this machine's user. */
  public MnistFiles() {
    this(
        ImmutableMap.copyOf(System.getenv()),
        CacheFolder.of(
            System.getenv(),
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home"))),
        MIRRORS,
        PATIENCE);
  }

  @VisibleForTesting
  MnistFiles(
      Map<String, String> environment,
      Path cacheRoot,
      ImmutableList<URI> mirrors,
      Duration patience) {
    String variable = environment.getOrDefault(DATA_DIR_VARIABLE, "");
    this.common = variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable, "mnist"));
    this.cache = cacheRoot.resolve("mnist");
    this.mirrors = mirrors;
    this.patience = patience;
  }

  /**
   * Finds, if need be downloads, and reads the files, on two threads.
   *
   * @param dataDir the folder the user named
   * @throws UserException if files are missing, cannot be had, or are not sound; the message names
   *     them
   */
  public Split load(Optional<Path> dataDir) {
    Path folder = folder(dataDir);
    CompletableFuture<Dataset> train =
        CompletableFuture.supplyAsync(
            () -> read(folder, MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS));
    Dataset test = read(folder, MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS);
    try {
      return new Split(train.join(), test);
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw e;
    }
  }

  /**
   * Where the files are looked for, or put if they have to be downloaded.
   *
   * @param dataDir the folder the user named
   */
  public Path place(Optional<Path> dataDir) {
    return dataDir.or(() -> common.filter(MnistFiles::hasAny)).orElse(cache);
  }

  private static boolean hasAny(Path folder) {
    return MnistFile.missingIn(folder).size() < MnistFile.values().length;
  }

  private Path folder(Optional<Path> dataDir) {
    Path folder = place(dataDir);
    if (folder.toAbsolutePath().equals(cache.toAbsolutePath())) {
      download(MnistFile.missingIn(cache));
      return cache;
    }
    complete(
        (dataDir.isPresent() ? "data-dir " : "$" + DATA_DIR_VARIABLE + "/mnist ") + folder, folder);
    return folder;
  }

  private static void complete(String subject, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserException("mnist: " + subject + ": no such folder");
    }
    List<MnistFile> missing = MnistFile.missingIn(folder);
    if (!missing.isEmpty()) {
      throw new UserException(
          "mnist: %s: needs %s (plain or .gz), has no %s"
              .formatted(
                  subject, MnistFile.names(List.of(MnistFile.values())), MnistFile.names(missing)));
    }
  }

  private void download(List<MnistFile> missing) {
    if (missing.isEmpty()) {
      return;
    }
    Download download = new Download(patience);
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw unobtainable(missing.get(0), "cannot create " + cache + ": " + e, e);
    }
    for (MnistFile file : missing) {
      download(download, file);
    }
  }

  private void download(Download download, MnistFile file) {
    String name = file.fileName() + ".gz";
    List<String> reasons = new ArrayList<>();
    IOException last = null;
    for (URI mirror : mirrors) {
      try {
        download.fetch(mirror.resolve(name), cache.resolve(name), file.sha256());
        return;
      } catch (IOException e) {
        reasons.add(mirror + ": " + e.getMessage());
        last = e;
      }
    }
    throw unobtainable(file, String.join("; ", reasons), last);
  }

  private UserException unobtainable(MnistFile file, String reasons, IOException cause) {
    return new UserException(
        "mnist: cannot download %s (%s); put the four files %s (plain or .gz) into %s, or into the"
                .formatted(
                    file.fileName(), reasons, MnistFile.names(List.of(MnistFile.values())), cache)
            + " folder mnist of $"
            + DATA_DIR_VARIABLE
            + ", or name their folder with data-dir:PATH",
        cause);
  }

  private static Dataset read(Path folder, MnistFile images, MnistFile labels) {
    return MnistReader.read(images.in(folder).orElseThrow(), labels.in(folder).orElseThrow());
  }
}
