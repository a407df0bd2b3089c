package dev.garrison.runner.optimizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {
  @Test
  void givesTheSameBitsForEveryNumberOfThreads() throws Exception {
    // In processes of their own: the first session of a process decides for all.
    Process one = start(1);
    Process four = start(4);
    String expected = output(one);
    assertEquals(9, expected.lines().count(), expected);
    assertEquals(expected, output(four));
  }

  private static Process start(int threads) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServerThreads.class.getName(),
            Integer.toString(threads))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String output(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }
}
