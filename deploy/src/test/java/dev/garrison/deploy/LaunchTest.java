package dev.garrison.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bin/launch in a source tree that is not built, with a Maven and a JVM that are scripts. */
@Timeout(60)
class LaunchTest {
  private static final String BUILDING =
      "building garrison (the first time this downloads TensorFlow and takes a few minutes) ...";

  @TempDir private Path home;
  private Path lock;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("../bin/launch"), home.resolve("bin/launch"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectory(home.resolve("runner"));
    script("tools/bin/java", "echo \"java $*\"");
    Files.writeString(home.resolve("tools/release"), "JAVA_VERSION=\"21.0.1\"\n");
    script(
        "tools/bin/mvn",
        "echo built >>builds; mkdir -p runner/target/garrison/lib;"
            + " echo >runner/target/garrison/lib/garrison-runner.jar");
    lock = home.resolve("runner/.build-lock");
  }

  @Test
  void buildsOnceAndLeavesNoLock() throws Exception {
    assertEquals(List.of(BUILDING), end(0, start()));
    assertEquals("built\n", Files.readString(home.resolve("builds")));
    assertFalse(Files.isSymbolicLink(lock));
  }

  @Test
  void aTreeThatCannotBeWrittenIsRefused() throws Exception {
    Files.delete(home.resolve("runner"));
    Files.createFile(home.resolve("runner"));
    List<String> said = end(2, start());
    assertTrue(
        said.contains(
            "error: "
                + lock
                + ": cannot be made; the project is not built yet or has changed: start this once as"
                + " somebody who can write there"),
        said.toString());
  }

  @Test
  void whoComesSecondSaysThatItWaits() throws Exception {
    long holder = ProcessHandle.current().pid();
    Files.createSymbolicLink(lock, Path.of(Long.toString(holder)));
    Process second = start();
    BufferedReader said = second.errorReader(UTF_8);
    assertEquals(
        "waiting for another build (process "
            + holder
            + "; if that is none, remove "
            + lock
            + ") ...",
        said.readLine());
    Files.delete(lock);
    assertEquals(BUILDING, said.readLine());
    assertEquals(0, second.waitFor());
  }

  @Test
  void theLockOfAProcessThatIsGoneIsNotWaitedFor() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));
    assertEquals(List.of(BUILDING), end(0, start()));
    assertFalse(Files.isSymbolicLink(lock));
  }

  private Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", home.resolve("bin/launch").toString(), "runner", "some.Main");
    builder.environment().put("JAVA_HOME", home.resolve("tools").toString());
    builder.environment().put("PATH", home.resolve("tools/bin") + ":" + System.getenv("PATH"));
    return builder.start();
  }

  /** What it said on standard error until it ended. */
  private static List<String> end(int status, Process process) throws Exception {
    List<String> said = process.errorReader(UTF_8).lines().collect(Collectors.toList());
    assertEquals(status, process.waitFor(), said.toString());
    return said;
  }

  private void script(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
