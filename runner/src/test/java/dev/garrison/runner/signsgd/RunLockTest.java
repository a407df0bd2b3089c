package dev.garrison.runner.signsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path results;

  /** Another process: holds the lock of the folder it is told until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] words) throws IOException {
      RunLock.take(Path.of(words[0]));
      System.out.println("held");
      System.in.read();
    }
  }

  private String refused(Path folder) {
    return assertThrows(UserException.class, () -> RunLock.take(folder)).getMessage();
  }

  @Test
  void anotherProcessKeepsItUntilItIsGone() throws Exception {
    Path folder = results.resolve("run");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("held", out.readLine());
      assertEquals(
          folder
              + ": this run is being made by another process; wait for it, or give --results"
              + " another folder",
          refused(folder));
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertTrue(Files.exists(results.resolve(".run.lock")), "left behind by the killed process");
    RunLock.take(folder).close();
    assertFalse(Files.exists(results.resolve(".run.lock")));
  }

  @Test
  void isHeldOnceInAProcessAndForOneRunAlone() {
    try (RunLock lock = RunLock.take(results.resolve("a"));
        RunLock other = RunLock.take(results.resolve("b"))) {
      assertTrue(refused(results.resolve("a")).contains("by another process"));
    }
    RunLock.take(results.resolve("a")).close();
  }
}
