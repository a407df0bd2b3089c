package dev.garrison.deploy.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import dev.garrison.core.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
  @TempDir private Path folder;
  private Path bin;
  private Path jar;
  private Path classes;

  @BeforeEach
  void writeFiles() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    Files.writeString(bin.resolve("launch"), "#!/bin/sh\n");
    jar = folder.resolve("a.jar");
    // Beyond any buffer, and no multiple of a block
    byte[] bytes = new byte[(1 << 18) + 5];
    new Random(1).nextBytes(bytes);
    Files.write(jar, bytes);
    classes = folder.resolve("classes");
    Path deep = classes.resolve("x".repeat(60)).resolve("y".repeat(60));
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("Z.class"), "z");
    Files.createFile(classes.resolve("empty"));
  }

  @Test
  void everyFileArrives() throws Exception {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    try (Distribution distribution = of(List.of(jar, classes))) {
      assertEquals(List.of("plugins/0.jar", "plugins/1"), distribution.plugins());
      unpack(distribution, unpacked);
      assertEquals(
          distribution.id(),
          Hashing.sha256()
              .hashBytes(Files.readAllBytes(unpacked.resolve("SHA256SUMS")))
              .toString());
    }
    TreeMap<String, String> expected = new TreeMap<>();
    put(expected, "bin/launch", bin.resolve("launch"));
    put(expected, "lib/a.jar", jar);
    put(expected, "plugins/0.jar", jar);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(expected, "plugins/1/" + classes.relativize(file), file);
      }
    }
    StringBuilder sums = new StringBuilder();
    expected.forEach((name, sum) -> sums.append(sum).append("  ").append(name).append('\n'));
    assertEquals(sums.toString(), Files.readString(unpacked.resolve("SHA256SUMS")));
    for (String name : expected.keySet()) {
      put(expected, name, unpacked.resolve(name));
    }
    StringBuilder arrived = new StringBuilder();
    expected.forEach((name, sum) -> arrived.append(sum).append("  ").append(name).append('\n'));
    assertEquals(sums.toString(), arrived.toString());
    assertTrue(Files.isExecutable(unpacked.resolve("bin/launch")));
  }

  @Test
  void theIdIsThatOfTheContents() throws IOException {
    String id = id(List.of());
    assertEquals(id, id(List.of()));
    assertNotEquals(id, id(List.of(jar)));
    Files.writeString(bin.resolve("launch"), "#!/bin/sh\n\n");
    assertNotEquals(id, id(List.of()));
  }

  @Test
  void theArchiveHasNoNameThatCouldBeLeftBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Distribution distribution = of(List.of())) {
      assertTrue(distribution.archiveSize() > 1 << 18);
      try (Stream<Path> files = Files.list(temporary)) {
        String ours = "garrison-";
        assertEquals(
            List.of(),
            files
                .filter(file -> file.getFileName().toString().startsWith(ours))
                .filter(file -> file.getFileName().toString().endsWith(".tar.gz"))
                .toList());
      }
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    Path gone = folder.resolve("gone.jar");
    UserException refused = assertThrows(UserException.class, () -> of(List.of(gone)));
    assertEquals("--plugins " + gone + ": no such jar or class folder", refused.getMessage());
    IllegalArgumentException noJar =
        assertThrows(
            IllegalArgumentException.class,
            () -> Distribution.of(bin, List.of(classes), List.of()));
    assertTrue(noJar.getMessage().startsWith("class path: expected jars, got "));
  }

  @Test
  void aNameThatIsTooLongForTheFormatIsRefused() throws IOException {
    TarWriter tar = new TarWriter(OutputStream.nullOutputStream());
    tar.file("a/" + "b".repeat(100), new byte[1]);
    tar.file("a".repeat(155) + "/" + "b".repeat(100), new byte[1]);
    for (String name : List.of("b".repeat(101), "a".repeat(156) + "/" + "b".repeat(100))) {
      IOException refused =
          assertThrows(IOException.class, () -> tar.file(name, new byte[1]), name);
      assertEquals(name + ": too long a name for an archive", refused.getMessage());
    }
  }

  private Distribution of(List<Path> plugins) throws IOException {
    return Distribution.of(bin, List.of(jar), plugins);
  }

  private String id(List<Path> plugins) throws IOException {
    try (Distribution distribution = of(plugins)) {
      return distribution.id();
    }
  }

  private static void put(TreeMap<String, String> sums, String name, Path file) throws IOException {
    sums.put(name, Hashing.sha256().hashBytes(Files.readAllBytes(file)).toString());
  }

  private static void unpack(Distribution distribution, Path folder)
      throws IOException, InterruptedException {
    long size = distribution.archiveSize();
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    distribution.sendArchive(archive);
    assertEquals(size, archive.size());
    Process tar =
        new ProcessBuilder("tar", "xzf", "-")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = tar.getOutputStream()) {
      archive.writeTo(in);
    }
    assertEquals(0, tar.waitFor());
  }
}
