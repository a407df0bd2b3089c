package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The runner in a process of its own, and signals that end it in order. */
class StopBySignalTest {
  @TempDir private Path folder;

  private List<String> words() {
    return List.of(
        "--experiment",
        "logreg",
        "--aggregator",
        "average",
        "--nb-workers",
        "3",
        "--max-step",
        "0",
        "--checkpoint-delta",
        "-1",
        "--trace",
        "--no-progress",
        "--checkpoint-dir",
        folder.toString());
  }

  private void endedInOrder(RunnerProcess process) throws IOException, InterruptedException {
    String result = process.awaitLine("result: step=");
    String step = result.replaceFirst("result: step=(\\d+) .*", "$1");
    assertEquals(0, process.await(), process.said());
    assertTrue(Files.exists(folder.resolve("model.ckpt-" + step + ".index")), result);
  }

  /** As where this test runs under nohup: processes it starts inherit that. */
  private static boolean isIgnored(String name) {
    Signal signal = new Signal(name);
    SignalHandler before = Signal.handle(signal, SignalHandler.SIG_DFL);
    Signal.handle(signal, before);
    return before.equals(SignalHandler.SIG_IGN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void savesTheLastCheckpoint(String signal) throws IOException, InterruptedException {
    assumeFalse(isIgnored(signal));
    try (RunnerProcess process = new RunnerProcess(words())) {
      process.awaitLine("step 3:");
      process.signal(signal);
      endedInOrder(process);
    }
  }

  @Test
  void underNohupTheEndOfTheTerminalIsNoReasonToStop() throws IOException, InterruptedException {
    try (RunnerProcess process = new RunnerProcess(List.of("nohup"), words())) {
      process.awaitLine("step 3:");
      process.signal("HUP");
      // A process that takes the signal makes one step more
      process.awaitLine("step 1000:");
      process.terminate();
      endedInOrder(process);
    }
  }
}
