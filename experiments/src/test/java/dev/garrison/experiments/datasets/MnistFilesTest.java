package dev.garrison.experiments.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpServer;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Dataset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFilesTest {
  private static final String NAMES =
      "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
          + " t10k-labels-idx1-ubyte";

  @TempDir Path home;

  @Test
  void readsTheFolderTheUserNames() throws IOException {
    IdxSamples.writeMnist(home.resolve("mine"));
    Split split = offline(Map.of()).load(Optional.of(home.resolve("mine")));
    assertEquals(30, split.train().size());
    assertEquals(20, split.test().size());
    assertEquals(new DataShape(ImmutableList.of(28, 28, 1), 10), split.test().shape());
    assertEquals(7, split.train().target(17));
    Batch batch = new Batch(split.train().shape(), 1);
    split.train().read(1, batch, 0);
    // Pixel p of the file is p modulo 256: image 1 begins with 784 mod 256 = 16.
    assertEquals(16 / 255f, batch.inputs()[0]);
  }

  @Test
  void compressedAndPlainFilesGiveTheSameData() throws IOException {
    Path plain = home.resolve("plain");
    Path compressed = home.resolve("compressed");
    IdxSamples.writeMnist(plain);
    Files.createDirectories(compressed);
    for (MnistFile file : MnistFile.values()) {
      byte[] bytes = Files.readAllBytes(plain.resolve(file.fileName()));
      Files.write(compressed.resolve(file.fileName() + ".gz"), IdxSamples.gzip(bytes));
    }
    MnistFiles files = offline(Map.of());
    Dataset one = files.load(Optional.of(plain)).train();
    Dataset two = files.load(Optional.of(compressed)).train();
    for (int i = 0; i < one.size(); i++) {
      Batch first = new Batch(one.shape(), 1);
      Batch second = new Batch(two.shape(), 1);
      one.read(i, first, 0);
      two.read(i, second, 0);
      assertArrayEquals(first.inputs(), second.inputs());
      assertArrayEquals(first.targets(), second.targets());
    }
  }

  @Test
  void theCommonDataFolderComesBeforeTheCache() throws IOException {
    IdxSamples.writeMnist(home.resolve("common").resolve("mnist"));
    Files.createDirectories(home.resolve("mnist"));
    Files.writeString(home.resolve("mnist").resolve("train-images-idx3-ubyte"), "never read");
    Split split = offline(common()).load(Optional.empty());
    assertEquals(30, split.train().size());
    assertEquals(
        home.resolve("common").resolve("mnist"), offline(common()).place(Optional.empty()));
  }

  @Test
  void theCacheIsUsedWhenTheCommonDataFolderHasNone() throws IOException {
    IdxSamples.writeMnist(home.resolve("mnist"));
    assertEquals(20, offline(common()).load(Optional.empty()).test().size());
    assertEquals(home.resolve("mnist"), offline(common()).place(Optional.empty()));
  }

  @Test
  void namesTheFilesThatTheUsersFolderLacks() throws IOException {
    Path mine = home.resolve("mine");
    IdxSamples.writeMnist(mine);
    Files.delete(mine.resolve("t10k-labels-idx1-ubyte"));
    assertEquals(
        "mnist: data-dir %s: needs %s (plain or .gz), has no t10k-labels-idx1-ubyte"
            .formatted(mine, NAMES),
        failure(offline(Map.of()), Optional.of(mine)));
  }

  @Test
  void namesAUsersFolderThatIsNotThere() {
    Path mine = home.resolve("mine");
    assertEquals(
        "mnist: data-dir " + mine + ": no such folder",
        failure(offline(Map.of()), Optional.of(mine)));
  }

  @Test
  void namesTheFilesThatTheCommonDataFolderLacks() throws IOException {
    Path common = home.resolve("common").resolve("mnist");
    IdxSamples.writeMnist(common);
    Files.delete(common.resolve("train-labels-idx1-ubyte"));
    assertEquals(
        "mnist: $GARRISON_DATA_DIR/mnist %s: needs %s (plain or .gz), has no train-labels-idx1-ubyte"
            .formatted(common, NAMES),
        failure(offline(common()), Optional.empty()));
  }

  @Test
  void withoutNetworkSaysWhereToPutWhichFiles() {
    String message = failure(offline(common()), Optional.empty());
    assertTrue(message.startsWith("mnist: cannot download train-images-idx3-ubyte ("), message);
    assertTrue(
        message.endsWith(
            "; put the four files %s (plain or .gz) into %s, or into the folder mnist of"
                    .formatted(NAMES, home.resolve("mnist"))
                + " $GARRISON_DATA_DIR, or name their folder with data-dir:PATH"),
        message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void asksTheNextMirrorAndRefusesWrongContent() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] wrong = IdxSamples.gzip(IdxSamples.images(2, 28, 28));
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          boolean second = exchange.getRequestURI().getPath().startsWith("/second/");
          exchange.sendResponseHeaders(second ? 200 : 503, second ? wrong.length : -1);
          if (second) {
            exchange.getResponseBody().write(wrong);
          }
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      MnistFiles files =
          new MnistFiles(
              Map.of(),
              home,
              ImmutableList.of(URI.create(base + "/first/"), URI.create(base + "/second/")),
              Duration.ofSeconds(20));
      String message = failure(files, Optional.empty());
      assertEquals(
          List.of("/first/train-images-idx3-ubyte.gz", "/second/train-images-idx3-ubyte.gz"),
          asked);
      assertTrue(message.contains("/first/: expected HTTP status 200, got 503; "), message);
      assertTrue(
          message.contains("/second/: expected SHA-256 " + MnistFile.TRAIN_IMAGES.sha256()),
          message);
      assertEquals(0, home.resolve("mnist").toFile().list().length);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void namesLabelsThatDoNotMatchTheImages() throws IOException {
    Path file = spoil("train-labels-idx1-ubyte", IdxSamples.labels(29));
    assertEquals(
        file + ": expected 30 labels, one for each image of train-images-idx3-ubyte, got 29",
        failure(offline(Map.of()), Optional.of(home)));
  }

  @Test
  void namesALabelOutOfRange() throws IOException {
    byte[] labels = IdxSamples.labels(20);
    labels[8 + 13] = 10;
    Path file = spoil("t10k-labels-idx1-ubyte", labels);
    assertEquals(
        file + ": expected labels 0 to 9, got 10 at position 13",
        failure(offline(Map.of()), Optional.of(home)));
  }

  @Test
  void namesImagesOfAnotherSize() throws IOException {
    Path file = spoil("train-images-idx3-ubyte", IdxSamples.images(30, 28, 27));
    assertEquals(
        file + ": expected images of 28x28 pixels, got 28x27",
        failure(offline(Map.of()), Optional.of(home)));
  }

  @Test
  void namesATruncatedFile() throws IOException {
    Path file = spoil("train-images-idx3-ubyte", new byte[3]);
    assertEquals(
        file + ": truncated: it ends within its header",
        failure(offline(Map.of()), Optional.of(home)));
  }

  @Test
  void readsTheRealFiles() {
    Split split = offline(Map.of()).load(Optional.of(realFiles()));
    assertEquals(60_000, split.train().size());
    assertEquals(10_000, split.test().size());
    int[] labels = {5, 0, 4, 1, 9, 2, 1, 3, 1, 4};
    for (int i = 0; i < labels.length; i++) {
      assertEquals(labels[i], split.train().target(i));
    }
    Batch batch = new Batch(split.train().shape(), 1);
    double sum = 0;
    for (int i = 0; i < split.train().size(); i++) {
      split.train().read(i, batch, 0);
      for (float value : batch.inputs()) {
        sum += value;
      }
    }
    // The mean everyone normalizes MNIST with, known to four digits.
    assertEquals(0.1307, sum / 60_000 / 784, 0.00005);
  }

  @Test
  void fillsTheCacheWithTheRealFiles() throws IOException {
    Path real = realFiles();
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring(1);
          asked.add(name);
          byte[] bytes = Files.readAllBytes(real.resolve(name));
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      URI mirror = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      MnistFiles files =
          new MnistFiles(Map.of(), home, ImmutableList.of(mirror), Duration.ofSeconds(20));
      assertEquals(60_000, files.load(Optional.empty()).train().size());
      assertEquals(4, home.resolve("mnist").toFile().list().length);
      Files.delete(home.resolve("mnist").resolve("t10k-labels-idx1-ubyte.gz"));
      assertEquals(10_000, files.load(Optional.of(home.resolve("mnist"))).test().size());
      assertEquals(5, asked.size());
      assertEquals("t10k-labels-idx1-ubyte.gz", asked.get(4));
    } finally {
      server.stop(0);
    }
  }

  /** The real files, compressed, where this machine has them. */
  private static Path realFiles() {
    Path folder = Path.of(System.getenv().getOrDefault("GARRISON_DATA_DIR", ""), "mnist");
    for (MnistFile file : MnistFile.values()) {
      assumeTrue(
          Files.isRegularFile(folder.resolve(file.fileName() + ".gz")),
          "needs the compressed MNIST files in $GARRISON_DATA_DIR/mnist");
    }
    return folder;
  }

  private Map<String, String> common() {
    return Map.of("GARRISON_DATA_DIR", home.resolve("common").toString());
  }

  /** Whose only mirror does not answer: port 9 of this machine. */
  private MnistFiles offline(Map<String, String> environment) {
    return new MnistFiles(
        ImmutableMap.copyOf(environment),
        home,
        ImmutableList.of(URI.create("http://127.0.0.1:9/")),
        Duration.ofSeconds(20));
  }

  private Path spoil(String name, byte[] bytes) throws IOException {
    IdxSamples.writeMnist(home);
    return Files.write(home.resolve(name), bytes);
  }

  private static String failure(MnistFiles files, Optional<Path> dataDir) {
    return assertThrows(UserException.class, () -> files.load(dataDir)).getMessage();
  }
}
