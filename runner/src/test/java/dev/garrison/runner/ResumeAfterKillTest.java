package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Request;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.state.Checkpoint;
import dev.garrison.runner.state.CheckpointStore;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run that is killed with SIGKILL in a process of its own and goes on from its last checkpoint
 * ends with the bits of one that was never interrupted: parameters, optimizer slots, worker momenta
 * and what attacks and rules remember.
 */
class ResumeAfterKillTest {
  private static final int STEPS = 60;

  @TempDir private Path folder;

  private static List<String> words(Path dir, String optimizer, String attack) {
    return words(dir, optimizer, attack, "multi-krum");
  }

  private static List<String> words(Path dir, String optimizer, String attack, String rule) {
    // Signum's momentum is the workers' already
    String momentum = optimizer.startsWith("signum") ? "" : "--worker-momentum=0.9";
    return List.of(
        "--experiment",
        "logreg,batch-size:8",
        "--aggregator",
        rule,
        "--nb-workers",
        "9",
        "--nb-decl-byz-workers",
        "2",
        "--nb-real-byz-workers",
        "2",
        "--attack",
        attack,
        "--optimizer",
        optimizer,
        "--learning-rate",
        "exponential,initial-rate:0.05,decay-step:20",
        "--seed",
        "7",
        "--checkpoint-dir",
        dir.toString(),
        "--checkpoint-delta",
        "7",
        "--checkpoint-period",
        "-1",
        "--evaluation-period",
        "-1",
        "--summary-dir",
        "-",
        momentum.isEmpty() ? "--trace" : momentum,
        "--trace");
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private static void complete(List<String> words, long steps) {
    Runs.Outcome outcome =
        Runs.run(with(words, "--max-step", Long.toString(steps)).toArray(String[]::new));
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(STEPS, outcome.result("step"), outcome.out());
  }

  /** Starts the program, kills it once it says it has done a step. */
  private void killAt(List<String> words, int step) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(with(words, "--max-step", "1000000"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> seen = new ArrayList<>();
    boolean reached = false;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !reached) {
        seen.add(line);
        reached = line.startsWith("step " + step + ":");
        line = reached ? null : lines.readLine();
      }
      process.destroyForcibly();
    }
    assertNotEquals(0, process.waitFor());
    assertTrue(reached, String.join("\n", seen));
  }

  private static Map<String, float[]> vectors(Path dir) throws IOException {
    try (Checkpoint checkpoint = new CheckpointStore(dir, 3, 1).latest().orElseThrow()) {
      assertEquals(STEPS, checkpoint.step());
      Map<String, float[]> all = new TreeMap<>();
      checkpoint
          .vectors()
          .forEach(
              (name, vector) -> {
                float[] values = new float[vector.dimension()];
                vector.copyTo(values);
                all.put(name, values);
              });
      return all;
    }
  }

  private static long latestStep(Path dir) throws IOException {
    try (Checkpoint checkpoint = new CheckpointStore(dir, 3, 1).latest().orElseThrow()) {
      return checkpoint.step();
    }
  }

  /**
   * @param remembered a vector that the case is about, besides the workers' momenta
   */
  @ParameterizedTest(name = "{0} and {2} under {1}, killed at step {3}")
  @CsvSource({
    "adam, stale;lag:3, multi-krum, 25, optimizer/",
    "momentum, noise, multi-krum, 41, optimizer/",
    "signum, random, majority-vote, 9, workers/worker0/momentum",
    // Clips every row, and at a later step than 0 starts from where it was
    "sgd, little, centered-clipping;tau:0.05, 17, defence/aggregator/centre"
  })
  void endsWithTheBitsOfAnUninterruptedRun(
      String optimizer, String attackText, String ruleText, int step, String remembered)
      throws IOException, InterruptedException {
    String attack = attackText.replace(';', ',');
    String rule = ruleText.replace(';', ',');
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    complete(words(whole, optimizer, attack, rule), STEPS);

    killAt(words(killed, optimizer, attack, rule), step);
    long saved = latestStep(killed);
    assertTrue(saved < STEPS, "the kill came too late, at step " + saved);
    complete(words(killed, optimizer, attack, rule), STEPS - saved);

    Map<String, float[]> expected = vectors(whole);
    Map<String, float[]> actual = vectors(killed);
    assertEquals(expected.keySet(), actual.keySet());
    assertTrue(expected.keySet().stream().anyMatch(name -> name.endsWith("momentum")));
    assertTrue(
        expected.keySet().stream().anyMatch(name -> name.startsWith(remembered)),
        expected.keySet().toString());
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  @Test
  void goesOnFromTheOneBeforeWhenTheLatestCheckpointIsDamaged() throws IOException {
    Path dir = folder.resolve("damaged");
    List<String> words = words(dir, "sgd", "reverse");
    complete(words, STEPS);
    Map<String, float[]> expected = vectors(dir);
    Path data = dir.resolve("model.ckpt-" + STEPS + ".data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);

    long before = latestStep(dir);
    Runs.Outcome outcome =
        Runs.run(with(words, "--max-step", Long.toString(STEPS - before)).toArray(String[]::new));

    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains("model.ckpt-60"), outcome.err());
    assertTrue(before < STEPS, "the damage was not noticed");
    assertTrue(
        outcome.err().contains("going on from the checkpoint of step " + before), outcome.err());
    assertEquals(STEPS, outcome.result("step"));
    Map<String, float[]> actual = vectors(dir);
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
  }

  @Test
  void refusesACheckpointOfAnotherModel() {
    Path dir = folder.resolve("other");
    complete(words(dir, "sgd", "reverse"), STEPS);
    List<String> other = new ArrayList<>(words(dir, "sgd", "reverse"));
    other.set(1, "linreg");

    Runs.Outcome outcome = Runs.run(with(other, "--max-step", "4").toArray(String[]::new));

    assertEquals(2, outcome.status(), outcome.err());
    assertTrue(
        outcome
            .err()
            .startsWith("error: --checkpoint-dir: the checkpoint of step 60 does not fit this run"),
        outcome.err());
  }

  @Test
  void aFolderThatAnotherProcessTrainsInIsRefusedAndUntouched()
      throws IOException, InterruptedException {
    Path dir = folder.resolve("busy");
    List<String> words = words(dir, "sgd", "reverse");
    try (RunnerProcess process = new RunnerProcess(with(words, "--max-step", "0"))) {
      process.awaitLine("step 3:");
      String run = Files.readString(dir.resolve("run.json"));

      Runs.Outcome outcome = Runs.run(with(words, "--max-step", "4").toArray(String[]::new));

      assertEquals(2, outcome.status(), outcome.err());
      assertEquals(
          "error: --checkpoint-dir "
              + dir
              + ": another run is using it; wait for its end, or name another folder",
          outcome.err().strip());
      assertEquals(run, Files.readString(dir.resolve("run.json")));
      process.terminate();
      assertEquals(0, process.await(), process.said());
    }
    assertEquals(0, Runs.run(with(words, "--max-step", "1").toArray(String[]::new)).status());
  }

  @Test
  void checkpointsThatAppearBetweenTheLookAndTheStartAreNotOverwritten() throws IOException {
    Path dir = folder.resolve("raced");
    List<String> words = words(dir, "sgd", "reverse");
    RunConfig config =
        ((Request.Run) Request.parse(words.toArray(String[]::new)).action()).config();
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of());
        Training training = Training.prepare(registry, config, new StopSignal(), 0)) {
      assertFalse(Files.exists(dir));
      Files.createDirectory(dir);
      Files.createFile(dir.resolve("model.ckpt-9.index"));

      UserException e = assertThrows(UserException.class, training::run);

      assertTrue(
          e.getMessage().startsWith("--checkpoint-dir " + dir + ": another run has saved there"),
          e.getMessage());
      assertFalse(Files.exists(dir.resolve("run.json")));
    }
  }
}
