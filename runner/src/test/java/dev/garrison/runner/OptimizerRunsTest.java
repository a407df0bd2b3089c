package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.records.EvaluationFile;
import dev.garrison.runner.records.EvaluationLine;
import dev.garrison.runner.state.Checkpoint;
import dev.garrison.runner.state.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimizers whose other half is at the workers, in whole runs. */
class OptimizerRunsTest {
  private static final int STEPS = 25;

  @TempDir private Path folder;

  /** The parameters that a run of four workers ends with, read from its checkpoint. */
  private float[] trained(String name, String words) throws IOException {
    Path dir = folder.resolve(name);
    List<String> all =
        new ArrayList<>(
            List.of(
                "--experiment logreg --nb-workers 4 --seed 5 --no-progress --summary-dir -"
                    .split(" ")));
    all.addAll(List.of(words.split(" ")));
    all.addAll(List.of("--max-step", Integer.toString(STEPS), "--checkpoint-dir", dir.toString()));
    Runs.Outcome outcome = Runs.run(all.toArray(String[]::new));
    assertEquals(0, outcome.status(), outcome.err());
    try (Checkpoint checkpoint = new CheckpointStore(dir, 3, 1).latest().orElseThrow()) {
      assertEquals(STEPS, checkpoint.step());
      Parameters parameters = checkpoint.vectors().get("parameters");
      float[] values = new float[parameters.dimension()];
      parameters.copyTo(values);
      return values;
    }
  }

  private double momentum(String name) throws IOException {
    JsonObject run =
        JsonParser.parseString(Files.readString(folder.resolve(name).resolve("run.json")))
            .getAsJsonObject();
    return run.getAsJsonObject("identity").get("worker-momentum").getAsDouble();
  }

  @Test
  void signumIsSignsgdOnTheWorkersMomentum() throws IOException {
    float[] signum = trained("signum", "--aggregator majority-vote --optimizer signum");
    float[] signsgd =
        trained("signsgd", "--aggregator majority-vote --optimizer signsgd --worker-momentum 0.9");
    assertArrayEquals(signsgd, signum);
    assertEquals(0.9, momentum("signum"), 1e-7);
  }

  @Test
  void theSumOfFourIsFourTimesTheMean() throws IOException {
    float[] sum =
        trained(
            "sum",
            "--aggregator average --optimizer distsgd,momentum:0.5,reduce:sum"
                + " --learning-rate-args initial-rate:0.05");
    float[] mean =
        trained(
            "mean",
            "--aggregator average --optimizer sgd --worker-momentum 0.5"
                + " --learning-rate-args initial-rate:0.2");
    assertArrayEquals(mean, sum);
  }

  @Test
  void epochsAreThoseOfTheWorkersThatCompute() throws IOException {
    // 8000 examples in four parts of 2000, which three workers compute on in batches of 500
    trained(
        "epochs",
        "--aggregator average --nb-real-byz-workers 1 --attack zero"
            + " --experiment-args batch-size:500 partition:iid,parts:4"
            + " --learning-rate step-decay,initial-rate:1,decay-step:2,decay-rate:0.5");
    List<String> rows = Files.readAllLines(folder.resolve("epochs").resolve("metrics.csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("learning_rate");
    for (int step = 0; step < STEPS; step++) {
      double rate = Double.parseDouble(rows.get(step + 1).split(",")[column]);
      assertEquals(Math.pow(0.5, Math.floor(step / 8.0)), rate, "step " + step);
    }
  }

  @Test
  void runsAndEvaluationsMayBeCountedInEpochs() throws IOException {
    Path dir = folder.resolve("counted");
    Runs.Outcome outcome =
        Runs.run(
            ("--experiment logreg,batch-size:500 --nb-workers 4 --aggregator average --no-progress"
                    + " --max-epoch 3 --evaluation-epoch 1 --evaluation-period -1 --evaluation-wait"
                    + " --checkpoint-period -1 --summary-period -1 --checkpoint-dir "
                    + dir)
                .split(" "));
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(12, outcome.result("step"));
    assertEquals(
        List.of(0L, 4L, 8L, 12L),
        EvaluationFile.read(dir.resolve("eval")).stream().map(EvaluationLine::step).toList());
  }

  @Test
  void theRateIsReportedAsTheUserGaveIt() throws IOException {
    trained(
        "rate",
        "--aggregator average --optimizer distsgd,reduce:sum"
            + " --learning-rate-args initial-rate:0.05");
    List<String> rows = Files.readAllLines(folder.resolve("rate").resolve("metrics.csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("learning_rate");
    assertTrue(column >= 0, rows.get(0));
    assertEquals(0.05, Double.parseDouble(rows.get(1).split(",")[column]), 1e-7);
  }
}
