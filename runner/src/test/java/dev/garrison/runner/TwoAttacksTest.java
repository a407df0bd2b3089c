package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.garrison.runner.records.MetricsFile;
import dev.garrison.runner.records.StepMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a local attack beside a colluding one. */
class TwoAttacksTest {
  @TempDir private Path folder;

  private Runs.Outcome run(String words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                ("--experiment logreg --aggregator average --nb-workers 6 --nb-decl-byz-workers 2"
                        + " --learning-rate-args initial-rate:0.1 --max-step 5 --no-progress"
                        + " --evaluation-delta 1")
                    .split(" ")));
    all.addAll(List.of(words.split(" ")));
    all.addAll(List.of("--checkpoint-dir", folder.toString()));
    Runs.Outcome outcome = Runs.run(all.toArray(String[]::new));
    assertEquals(0, outcome.status(), outcome.err());
    return outcome;
  }

  private List<StepMetrics> metrics() throws IOException {
    List<StepMetrics> rows = new ArrayList<>();
    MetricsFile.read(folder.resolve("metrics.csv"), rows::add);
    return rows;
  }

  @Test
  void theColludingAttackSeesTheRowsOfTheBlindOnes() throws IOException {
    run(
        "--attack sum-cancel --nb-real-byz-workers 1 --local-attack blind-inversion"
            + " --nb-local-byz-workers 2");
    assertEquals(5, metrics().size());
    for (StepMetrics row : metrics()) {
      // Were the blind rows not seen, two sixths of a gradient would be left
      assertEquals(0, row.gradientNorm(), 1e-6, "step " + row.step());
      assertEquals(6, row.proposals());
    }
  }

  @Test
  void lossesOfWorkersWithALocalAttackDoNotCount() throws IOException {
    run("--local-attack input-corruption --nb-local-byz-workers 2");
    // Inputs a hundred times as large have a loss of dozens at the first step, two sixths of it
    // here
    assertTrue(metrics().get(0).meanHonestLoss() < 2, metrics().toString());
  }

  @Test
  void theRunRecordsBoth() throws IOException {
    Runs.Outcome outcome =
        run(
            "--attack sum-cancel --nb-real-byz-workers 1 --byzantine-ids 3"
                + " --local-attack noise --local-attack-args std:2 --nb-local-byz-workers 2"
                + " --local-attack-ids 5,0");
    JsonObject identity =
        JsonParser.parseString(Files.readString(folder.resolve("run.json")))
            .getAsJsonObject()
            .getAsJsonObject("identity");
    assertEquals("[3]", identity.get("byzantine-ids").toString());
    assertEquals("[0,5]", identity.get("local-attack-ids").toString());
    JsonObject attack = identity.getAsJsonObject("local-attack");
    assertEquals("noise", attack.get("name").getAsString());
    assertEquals("2", attack.getAsJsonObject("args").get("std").getAsString());
    assertTrue(
        outcome
            .err()
            .contains(
                "--nb-real-byz-workers 1 and --nb-local-byz-workers 2 is more than"
                    + " --nb-decl-byz-workers 2"),
        outcome.err());
  }

  @Test
  void aRunWithoutHasNothingOfIt() throws IOException {
    run("--attack sum-cancel --nb-real-byz-workers 1");
    assertFalse(Files.readString(folder.resolve("run.json")).contains("local-attack"));
  }
}
