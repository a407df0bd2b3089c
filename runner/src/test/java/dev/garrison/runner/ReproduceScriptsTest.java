package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of bin/reproduce do where a program they call does not do its part. */
class ReproduceScriptsTest {
  @TempDir private Path bin;

  private record Outcome(int status, String out, String err) {}

  private void stub(String program, String body) throws IOException {
    Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Outcome run(String script, String... words) throws Exception {
    Files.copy(Path.of("..", "bin", script), bin.resolve(script));
    List<String> command = new ArrayList<>(List.of("bash", bin.resolve(script).toString()));
    command.addAll(List.of(words));
    Path out = bin.resolve("stdout");
    Path err = bin.resolve("stderr");
    int status =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Outcome(status, Files.readString(out), Files.readString(err));
  }

  @Test
  void aRunThatFailsEndsTheTableOfAdversaries() throws Exception {
    stub("runner", "echo 'error: --experiment: no such file' >&2; exit 2");
    Outcome outcome = run("majority-vote", "adversaries");
    assertEquals(2, outcome.status(), outcome.err());
    assertEquals("error: --experiment: no such file\n", outcome.err());
    assertFalse(outcome.out().contains("no adversary"), outcome.out());
  }

  @Test
  void aRunThatWasStoppedIsNoResultOfTheStudy() throws Exception {
    stub("signsgd", "echo 'result: epoch=8 test-loss=0.7 test-acc=0.5000 dir=x'");
    Outcome outcome = run("signsgd-study", "--only", "logreg", "--seeds", "1");
    assertEquals(1, outcome.status(), outcome.err());
    assertEquals(
        "error: logreg, clean, distsgd, seed 1: stopped before epoch 80; the same command begins"
            + " it again\n",
        outcome.err());
    assertFalse(outcome.out().contains("50"), outcome.out());
  }

  @Test
  void aFinishedRunIsAResultOfTheStudy() throws Exception {
    stub("signsgd", "echo 'result: epoch=80 test-loss=0.7 test-acc=0.5000 dir=x'");
    stub("plot", "echo figure");
    Outcome outcome = run("signsgd-study", "--only", "logreg", "--seeds", "2");
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.out().contains("| clean | 50.0 ± 0.0 | 95.3 |"), outcome.out());
  }
}
