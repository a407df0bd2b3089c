package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.garrison.runner.training.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, small ones: what they print, leave behind and end with. */
class RunTest {
  @TempDir private Path folder;

  private static String[] words(String text, String... more) {
    List<String> all = new ArrayList<>(List.of(text.split(" ", -1)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static byte[] parameters(Path dir, long step) throws IOException {
    return Files.readAllBytes(dir.resolve("model.ckpt-" + step + ".data-00000-of-00001"));
  }

  private Runs.Outcome run(String text, Path dir) {
    return Runs.run(words(text, "--checkpoint-dir", dir.toString(), "--no-progress"));
  }

  private List<String> files(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(Files::isRegularFile)
          .map(file -> dir.relativize(file).toString())
          .map(name -> name.replaceAll("tfevents.*", "tfevents"))
          .sorted()
          .toList();
    }
  }

  @Test
  void multiKrumWithstandsWhatRuinsTheAverage() {
    String attacked =
        "--experiment digits,model:mlp --nb-workers 11 --nb-decl-byz-workers 2"
            + " --nb-real-byz-workers 2 --attack reverse --learning-rate fixed,initial-rate:0.1"
            + " --max-step 600 --checkpoint-dir - --no-progress --aggregator ";

    Runs.Outcome krum = Runs.run(words(attacked + "multi-krum"));
    Runs.Outcome average = Runs.run(words(attacked + "average"));

    assertEquals(0, krum.status(), krum.err());
    assertTrue(krum.result("top1-X-acc") > 0.85, krum.out());
    assertFalse(krum.out().contains("dir="), krum.out());
    assertTrue(
        average.status() == 3 || average.result("top1-X-acc") < 0.3, average.out() + average.err());
  }

  @Test
  void aRunLeavesItsWholeStoryInItsFolder() throws IOException {
    Path dir = folder.resolve("run");
    Runs.Outcome outcome =
        run(
            "--experiment logreg --aggregator krum --nb-workers 5 --nb-decl-byz-workers 1"
                + " --max-step 30 --evaluation-delta 10 --seed 3",
            dir);

    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(
        outcome
            .lastLine()
            .matches(
                "result: step=30 top1-X-acc=0\\.\\d{4} loss=\\d+\\.\\d{4} steps-per-s=\\d+\\.\\d"
                    + " dir=.*/run"),
        outcome.lastLine());
    assertEquals(
        List.of(
            ".lock",
            "checkpoint",
            "eval",
            "events.out.tfevents",
            "metrics.csv",
            "model.ckpt-0.data-00000-of-00001",
            "model.ckpt-0.index",
            "model.ckpt-30.data-00000-of-00001",
            "model.ckpt-30.index",
            "plots/accuracy.png",
            "plots/loss.png",
            "run.json",
            "workers.csv"),
        files(dir));
    List<String> evaluations = Files.readAllLines(dir.resolve("eval"));
    assertEquals(4, evaluations.size(), evaluations.toString());
    assertTrue(
        evaluations.get(3).matches("\\d+\\.\\d+\t30\ttop1-X-acc:[0-9.]+\tloss:[0-9.]+"),
        evaluations.get(3));
    List<String> metrics = Files.readAllLines(dir.resolve("metrics.csv"));
    assertEquals(31, metrics.size());
    // Krum picks one row of five.
    assertEquals(4, metrics.get(30).split(",", -1)[11].split(" ", -1).length, metrics.get(30));
    JsonObject run =
        JsonParser.parseString(Files.readString(dir.resolve("run.json"))).getAsJsonObject();
    assertEquals(3, run.getAsJsonObject("identity").get("seed").getAsLong());
    assertEquals("2.18.0", run.getAsJsonObject("machine").get("tensorflow").getAsString());
  }

  @Test
  void aRunWithoutAFolderLeavesNothing() throws IOException {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator average --nb-workers 3 --max-step 5"
                    + " --checkpoint-dir - --no-progress --evaluation-file "
                    + folder.resolve("deep/eval")));

    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(List.of("deep/eval"), files(folder));
  }

  @Test
  void theNumberOfAggregationThreadsDoesNotChangeABit() throws IOException {
    String text =
        "--experiment digits,model:mlp,batch-size:8 --pre-aggregators clipping,threshold:1"
            + " --aggregator trimmed-mean --nb-workers 7 --nb-decl-byz-workers 2"
            + " --nb-real-byz-workers 2 --attack little --worker-momentum 0.9 --max-step 12"
            + " --summary-dir - --aggregation-threads ";
    Path one = folder.resolve("one");
    Path seven = folder.resolve("seven");

    assertEquals(0, run(text + 1, one).status());
    assertEquals(0, run(text + 7, seven).status());

    assertArrayEquals(parameters(one, 12), parameters(seven, 12));
  }

  @Test
  void dropoutDrawsTheSameInARunThatWasResumed() throws IOException {
    String text =
        "--experiment digits,model:torchnet,batch-size:2 --aggregator average --nb-workers 3"
            + " --evaluation-period -1 --summary-dir - --max-step ";
    Path whole = folder.resolve("whole");
    Path halves = folder.resolve("halves");

    assertEquals(0, run(text + 4, whole).status());
    assertEquals(0, run(text + 2, halves).status());
    assertEquals(0, run(text + 2, halves).status());

    assertArrayEquals(parameters(whole, 4), parameters(halves, 4));
  }

  @Test
  void anotherSeedGivesOtherParameters() throws IOException {
    String text =
        "--experiment logreg --aggregator average --nb-workers 3 --max-step 3 --summary-dir -";
    assertEquals(0, run(text + " --seed 1", folder.resolve("a")).status());
    assertEquals(0, run(text + " --seed 2", folder.resolve("b")).status());
    assertNotEquals(
        -1,
        java.util.Arrays.mismatch(
            parameters(folder.resolve("a"), 3), parameters(folder.resolve("b"), 3)));
  }

  @Test
  void aRequestToStopEndsTheRunInOrder() throws IOException {
    Path dir = folder.resolve("stopped");
    StopSignal stop = new StopSignal();
    Thread asker =
        new Thread(
            () -> {
              // Once there are metrics, the run is on its way.
              while (!Files.exists(dir.resolve("metrics.csv"))) {
                Thread.onSpinWait();
              }
              stop.ask();
            });
    asker.start();
    Runs.Outcome outcome =
        Runs.run(
            stop,
            words(
                "--experiment logreg --aggregator average --nb-workers 3 --max-step 0"
                    + " --no-progress --checkpoint-dir "
                    + dir));

    assertEquals(0, outcome.status(), outcome.err());
    long step = (long) outcome.result("step");
    assertTrue(Files.exists(dir.resolve("model.ckpt-" + step + ".index")), files(dir).toString());
    assertTrue(
        Files.readString(dir.resolve("eval")).contains("\t" + step + "\ttop1-X-acc:"),
        "step " + step);
  }

  @Test
  void stepsWithTooFewProposalsAreSkippedAndSaidSo() {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator krum --nb-workers 5 --nb-decl-byz-workers 1"
                    + " --nb-real-byz-workers 1 --attack silent --max-step 7 --checkpoint-dir -"
                    + " --no-progress"));

    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(7, outcome.result("skipped"));
    assertTrue(
        outcome
            .err()
            .contains("step 0 is skipped (1 so far): krum: needs n >= 2f + 3, got n=4 usable"),
        outcome.err());
  }

  @Test
  void whatCameOfEveryWorkersProposalsIsInTheRunsFolder() throws IOException {
    Path dir = folder.resolve("run");
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator median --nb-workers 5 --nb-decl-byz-workers 1"
                    + " --nb-real-byz-workers 1 --byzantine-ids 3 --attack garbage --max-step 14"
                    + " --no-progress --checkpoint-dir "
                    + dir));

    assertEquals(0, outcome.status(), outcome.err());
    // Seven kinds in turn, twice: a duplicate is used, it and a wrong step are late.
    String row = "       3          2        4       12          8         0";
    assertTrue(outcome.out().contains(row), outcome.out());
    List<String> workers = Files.readAllLines(dir.resolve("workers.csv"));
    assertEquals(
        "worker,on_time,late,missing,malformed,excluded,datagrams,datagrams_lost", workers.get(0));
    assertEquals("2,14,0,0,0,0,0,0", workers.get(3));
    assertEquals("3,2,4,12,8,0,0,0", workers.get(4));
    List<String> metrics = Files.readAllLines(dir.resolve("metrics.csv"));
    assertEquals(8, metrics.stream().filter(line -> line.contains(",4,,3,,3,0,")).count());
    assertEquals(2, metrics.stream().filter(line -> line.contains(",5,,,3,,0,")).count());
  }

  @Test
  void aWorkerTooSlowForTheTimeoutIsMissing() {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator median --nb-workers 5 --nb-decl-byz-workers 1"
                    + " --nb-real-byz-workers 1 --attack slow,delay:86400 --step-timeout 0.5"
                    + " --max-step 3 --checkpoint-dir - --no-progress"));

    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(3, outcome.result("step"));
    assertTrue(
        outcome.out().contains("were always in time and well-formed; the others:"), outcome.out());
  }

  @Test
  void aRegressionHasALossAndNoAccuracy() {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment linreg --aggregator median --nb-workers 5 --nb-decl-byz-workers 2"
                    + " --optimizer adam,opt-epsilon:1e-8 --learning-rate-args initial-rate:0.01"
                    + " --max-step 400 --checkpoint-dir - --no-progress"));

    assertEquals(0, outcome.status(), outcome.err());
    assertFalse(outcome.out().contains("top1-X-acc"), outcome.out());
    // The targets' variance is about 150, that of their noise 0.25.
    assertTrue(outcome.result("loss") < 20, outcome.out());
  }

  @Test
  void whatASearchingAttackCostsIsReported() throws IOException {
    String text =
        "--experiment logreg --aggregator trimmed-mean --nb-workers 5 --nb-decl-byz-workers 1"
            + " --nb-real-byz-workers 1 --max-step 4 --summary-dir - --attack ";
    Path dir = folder.resolve("searched");
    Runs.Outcome searched = run(text + "optimal-little,evaluations:6", dir);
    Runs.Outcome plain = run(text + "little", folder.resolve("plain"));
    Runs.Outcome local = run(text + "label-flip", folder.resolve("local"));

    // Six runs at each of four steps
    String cost = "timing, attack: %d runs of the defence, \\d+\\.\\d{3} s, \\d+\\.\\d%% of .*";
    assertTrue(
        searched.out().lines().anyMatch(line -> line.matches(cost.formatted(24))), searched.out());
    assertTrue(plain.out().lines().anyMatch(line -> line.matches(cost.formatted(0))), plain.out());
    assertFalse(local.out().contains("timing, attack"), local.out());
    List<String> metrics = Files.readAllLines(dir.resolve("metrics.csv"));
    assertEquals("defence_runs", metrics.get(0).split(",", -1)[7]);
    for (String row : metrics.subList(1, 5)) {
      assertEquals("6", row.split(",", -1)[7], row);
    }
  }

  @Test
  void regularizationAndEveryPhaseShow() {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator average --nb-workers 3 --max-step 2"
                    + " --l1-regularize 0.01 --l2-regularize 0.01 --checkpoint-dir - --trace"
                    + " --no-progress --use-gpu"));

    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(
        outcome.err().contains("--use-gpu: this build of TensorFlow sees no GPU"), outcome.err());
    assertTrue(
        outcome
            .err()
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        "step 2: compute .* ms, attack .* ms, aggregate .* ms, apply .* ms,"
                            + " total .* ms")),
        outcome.err());
    assertTrue(outcome.out().contains("timing, with the first step: 2 steps in"), outcome.out());
    assertTrue(outcome.out().contains("timing, without the first step: 1 steps in"), outcome.out());
  }

  @Test
  void standardStreamsAreDuplicated() throws IOException {
    Path out = folder.resolve("logs/out.txt");
    Path err = folder.resolve("logs/err.txt");
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator average --nb-workers 3 --max-step 2 --trace"
                    + " --no-progress --checkpoint-dir - --stdout-to "
                    + out
                    + " --stderr-to "
                    + err));

    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(outcome.out(), Files.readString(out));
    assertTrue(Files.readString(err).contains("step 2: compute"), outcome.err());
  }

  @Test
  void whatIsSaidBeforeTheFirstStepIsDuplicatedToo() throws IOException {
    Path err = folder.resolve("err.txt");
    Files.writeString(err, "of an earlier run");
    String text =
        "--experiment logreg --nb-workers 4 --nb-decl-byz-workers 2 --max-step 1 --no-progress"
            + " --checkpoint-dir - --stderr-to "
            + err
            + " --aggregator ";

    Runs.Outcome warned = Runs.run(words(text + "average"));
    assertEquals(0, warned.status(), warned.err());
    assertTrue(warned.err().contains("--nb-decl-byz-workers 2 is half"), warned.err());
    assertEquals(warned.err(), Files.readString(err));

    Runs.Outcome refused = Runs.run(words(text + "krum"));
    assertEquals(2, refused.status(), refused.err());
    assertEquals("error: --aggregator: krum: needs n >= 2f + 3, got n=4, f=2\n", refused.err());
    assertEquals(refused.err(), Files.readString(err));
  }

  @Test
  void aFileThatStandardErrorCannotGoToIsAMistake() throws IOException {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator average --nb-workers 4 --max-step 1"
                    + " --no-progress --checkpoint-dir - --stderr-to "
                    + loop));

    assertEquals(2, outcome.status(), outcome.err());
    assertTrue(
        outcome.err().startsWith("error: --stderr-to " + loop + ": cannot be written: "),
        outcome.err());
  }

  @Test
  void theModelIsExported() {
    Path export = folder.resolve("models/1");
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--experiment logreg --aggregator average --nb-workers 3 --max-step 2"
                    + " --no-progress --checkpoint-dir - --export-dir "
                    + export));

    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(Files.exists(export.resolve("saved_model.pb")));
  }

  @Test
  void aServerThatIsOneNodeIsThisProcess() {
    Runs.Outcome outcome =
        Runs.run(
            words(
                "--server {\"local\":[\"127.0.0.1:7000\"]} --ps-job-name local --wk-job-name local"
                    + " --ev-job-name local --experiment logreg --aggregator average --nb-workers 4"
                    + " --reuse-gpu --max-step 10 --evaluation-period -1 --checkpoint-period -1"
                    + " --summary-period -1 --evaluation-delta 5 --checkpoint-delta -1"
                    + " --summary-delta -1 --no-wait --checkpoint-dir "
                    + folder.resolve("run")));

    assertEquals(0, outcome.status(), outcome.err());
    assertFalse(Files.exists(folder.resolve("run/checkpoint")), "checkpoints are disabled");
  }
}
