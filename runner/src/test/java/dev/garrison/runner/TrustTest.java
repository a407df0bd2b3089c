package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose rule relies on data of the server's own, or on workers declared trusted. */
class TrustTest {
  @TempDir private Path folder;

  private static Runs.Outcome run(String text, String dir) {
    List<String> all = new ArrayList<>(List.of(text.split(" ", -1)));
    all.addAll(List.of("--checkpoint-dir", dir, "--no-progress", "--evaluation-period", "-1"));
    return Runs.run(all.toArray(String[]::new));
  }

  private static JsonObject identity(Path dir) throws IOException {
    return JsonParser.parseString(Files.readString(dir.resolve("run.json")))
        .getAsJsonObject()
        .getAsJsonObject("identity");
  }

  private static byte[] parameters(Path dir, long step) throws IOException {
    return Files.readAllBytes(dir.resolve("model.ckpt-" + step + ".data-00000-of-00001"));
  }

  @Test
  void fltrustTrainsWhereMostWorkersSendTheReverse() {
    String attacked =
        "--experiment digits,model:mlp --nb-workers 11 --nb-decl-byz-workers 5"
            + " --nb-real-byz-workers 8 --attack sign-flip --learning-rate-args initial-rate:0.5"
            + " --max-step 200 --aggregator ";

    Runs.Outcome fltrust = run(attacked + "fltrust", "-");
    Runs.Outcome median = run(attacked + "median", "-");

    assertEquals(0, fltrust.status(), fltrust.err());
    assertTrue(fltrust.result("top1-X-acc") > 0.8, fltrust.out());
    assertTrue(
        median.status() == 3 || median.result("top1-X-acc") < 0.3, median.out() + median.err());
  }

  @Test
  void aResumedRunOfFltrustEndsWithTheSameBits() throws IOException {
    // The attack runs the rule twenty times a step, with the server's gradient of that step
    String text =
        "--experiment logreg,batch-size:8 --aggregator fltrust --nb-workers 9"
            + " --nb-decl-byz-workers 2 --nb-real-byz-workers 2 --attack optimal-little"
            + " --optimizer momentum --trusted-examples 30 --seed 7 --summary-dir - --max-step ";
    Path whole = folder.resolve("whole");
    Path halves = folder.resolve("halves");

    assertEquals(0, run(text + 40, whole.toString()).status());
    assertEquals(0, run(text + 17 + " --aggregation-threads 1", halves.toString()).status());
    Runs.Outcome second = run(text + 23 + " --aggregation-threads 3", halves.toString());

    assertEquals(0, second.status(), second.err());
    assertFalse(second.err().contains("the arguments differ"), second.err());
    assertArrayEquals(parameters(whole, 40), parameters(halves, 40));
    assertEquals(30, identity(whole).get("trusted-examples").getAsInt());
  }

  @Test
  void whoTheServersExamplesAreDecidesTheResult() throws IOException {
    String text =
        "--experiment logreg --aggregator fltrust --nb-workers 3 --summary-dir - --max-step 2"
            + " --trusted-examples ";
    Path few = folder.resolve("few");
    Path many = folder.resolve("many");

    assertEquals(0, run(text + 10, few.toString()).status());
    assertEquals(0, run(text + 11, many.toString()).status());

    assertTrue(java.util.Arrays.mismatch(parameters(few, 2), parameters(many, 2)) >= 0);
  }

  @Test
  void aServersGradientThatIsNotFiniteMeansThatTheModelDiverged() {
    Runs.Outcome outcome =
        run(
            "--experiment linreg --aggregator fltrust --nb-workers 3 --max-step 20"
                + " --learning-rate-args initial-rate:1e30",
            "-");

    assertEquals(3, outcome.status(), outcome.err());
    assertTrue(
        outcome.err().contains("error: step 2: the server's own gradient is not finite, its loss"),
        outcome.err());
  }

  @Test
  void aTrustedWorkerIsNeverByzantine() throws IOException {
    Path dir = folder.resolve("monna");
    // Four of nine send nothing usable; that the trusted one does would skip the step
    Runs.Outcome outcome =
        run(
            "--experiment logreg --aggregator monna --trusted-workers 6,2 --nb-workers 9"
                + " --nb-decl-byz-workers 4 --nb-real-byz-workers 4 --attack nan --max-step 5",
            dir.toString());

    assertEquals(0, outcome.status(), outcome.err());
    assertFalse(outcome.out().contains("skipped="), outcome.out());
    JsonArray trusted = identity(dir).getAsJsonArray("trusted-workers");
    assertEquals("[2,6]", trusted.toString());
    JsonArray byzantine = identity(dir).getAsJsonArray("byzantine-ids");
    assertEquals(4, byzantine.size());
    trusted.forEach(id -> assertFalse(byzantine.contains(id), byzantine.toString()));
    assertFalse(identity(dir).has("trusted-examples"), "monna has no use for them");
  }

  @Test
  void anExperimentMayNotAttackATrustedWorker() {
    String text =
        "--experiment "
            + SelfAttacking.class.getName()
            + " --aggregator average --nb-workers 3 --max-step 1 --trusted-workers ";
    Runs.Outcome refused = run(text + 1, "-");

    assertEquals(2, refused.status());
    assertEquals(
        "error: --trusted-workers: the experiment puts noise into worker 1; trust another",
        refused.err().strip());
    assertEquals(0, run(text + 0, "-").status());
  }
}
