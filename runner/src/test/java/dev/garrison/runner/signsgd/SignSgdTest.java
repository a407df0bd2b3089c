package dev.garrison.runner.signsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.runner.internal.FolderLock;
import dev.garrison.runner.records.EvaluationFile;
import dev.garrison.runner.records.EvaluationLine;
import dev.garrison.runner.training.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs, small ones: what they print, leave behind and end with. */
class SignSgdTest {
  private static final String SMALL = "4 logreg -net logregnet -e 2";

  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  private Outcome run(String words) {
    return run(new StopSignal(), words);
  }

  private Outcome run(StopSignal stop, String words) {
    return run(stop, words, folder);
  }

  private static Outcome run(StopSignal stop, String words, Path results) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--results", results.toString()));
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = SignSgd.run(stop, all.toArray(String[]::new));
      return new Outcome(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  private Path only() throws IOException {
    try (Stream<Path> runs = Files.list(folder)) {
      List<Path> all = runs.toList();
      assertEquals(1, all.size(), all.toString());
      return all.get(0);
    }
  }

  private static List<String> csvFiles(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(acc|loss).*"))
          .sorted()
          .toList();
    }
  }

  private static double[][] rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(row -> Stream.of(row.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  @Test
  void savesLossAndAccuracyOfEveryEpoch() throws IOException {
    Outcome outcome = run(SMALL + " --lr 0.001 --momentum 0.9 -b 1 -i 1 -s 7");
    assertEquals(0, outcome.status(), outcome.err());
    Path dir = only();
    assertEquals(
        "logreg-logregnet-signum-n4-byz1-blind1-lr0.001-mom0.9-wd0-decay0.1x30-ep2-seed7",
        dir.getFileName().toString());
    assertTrue(
        outcome
            .out()
            .matches(
                "result: epoch=2 training-loss=\\d\\.\\d{4} training-acc=0\\.\\d{4}"
                    + " test-loss=\\d\\.\\d{4} test-acc=0\\.\\d{4} dir=.*-seed7\n"),
        outcome.out());
    assertEquals(List.of("acc.csv", "loss.csv"), csvFiles(dir));
    assertEquals("Epoch,Training acc,Test acc", Files.readAllLines(dir.resolve("acc.csv")).get(0));
    assertEquals(
        "Epoch,Training loss,Test loss", Files.readAllLines(dir.resolve("loss.csv")).get(0));
    // The test scores are the runner's own; an epoch of 2000 examples in batches of 32 has 63 steps
    double[][] acc = rows(dir.resolve("acc.csv"));
    double[][] loss = rows(dir.resolve("loss.csv"));
    List<EvaluationLine> lines = EvaluationFile.read(dir.resolve("eval"));
    assertEquals(List.of(0L, 63L, 126L), lines.stream().map(EvaluationLine::step).toList());
    for (int epoch = 1; epoch <= 2; epoch++) {
      EvaluationLine line = lines.get(epoch);
      assertEquals(epoch, acc[epoch - 1][0]);
      // Seven digits are written: half a unit of the last one, of a number below 1 and below 10
      assertEquals(line.metrics().get(EvaluationLine.ACCURACY), acc[epoch - 1][2], 1e-7);
      assertEquals(line.metrics().get(EvaluationLine.LOSS), loss[epoch - 1][2], 1e-6);
    }
    assertTrue(loss[1][1] < loss[0][1], "training loss does not fall");
  }

  @Test
  void atVerbosityTwoEveryWorkerThatComputesHasFilesOfItsOwn() throws IOException {
    Outcome outcome = run(SMALL + " -v 2 -b 1");
    assertEquals(0, outcome.status(), outcome.err());
    Path dir = only();
    List<String> files = csvFiles(dir);
    assertEquals(8, files.size(), files.toString());
    double[] sums = new double[3];
    for (String name : files) {
      if (name.startsWith("loss-worker")) {
        double[] row = rows(dir.resolve(name))[1];
        for (int column = 0; column < 3; column++) {
          sums[column] += row[column] / 3;
        }
      }
    }
    double[] mean = rows(dir.resolve("loss.csv"))[1];
    for (int column = 0; column < 3; column++) {
      // Two numbers of seven digits, each off by half a unit of the last one at most
      assertEquals(mean[column], sums[column], 1e-6 * mean[column]);
    }
    for (String line : Files.readAllLines(dir.resolve("loss.csv")).subList(1, 3)) {
      assertTrue(line.matches("[12](,\\d\\.\\d{1,6}|,0\\.\\d{1,7}){2}"), line);
    }
    List<String> lines = outcome.out().lines().toList();
    assertEquals(2 * 4 + 1, lines.size(), outcome.out());
    assertTrue(
        lines
            .get(0)
            .matches(
                "epoch 1/2  worker \\d    training loss \\d\\.\\d{4} acc \\d+\\.\\d\\d%"
                    + "  test loss \\d\\.\\d{4} acc \\d+\\.\\d\\d%"),
        lines.get(0));
    assertTrue(lines.get(3).startsWith("epoch 1/2  mean "), lines.get(3));
  }

  @Test
  void savesWhatIsAskedForOnly() throws IOException {
    assertEquals(0, run(SMALL + " --loss False -o distsgd").status());
    assertEquals(List.of("acc.csv"), csvFiles(only()));
  }

  @Test
  void aRegressionHasNoAccuracy() throws IOException {
    Outcome outcome = run("3 linreg -net linregnet -e 1 -o distsgd -b 1 --acc True");
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(List.of("loss.csv"), csvFiles(only()));
    assertFalse(outcome.out().contains("acc"), outcome.out());
  }

  @Test
  void oneByzantineStopsDistributedSgdAndNotSignsgd() throws IOException {
    assertEquals(0, run(SMALL + " -o distsgd -b 1").status());
    double[][] stuck = rows(only().resolve("loss.csv"));
    // Nothing but the rounding of one float per coordinate moves the parameters
    assertEquals(stuck[0][1], stuck[1][1], 1e-5);
    for (String learns : List.of("distsgd", "signsgd -b 1")) {
      Path results = folder.resolve("results-" + learns.length());
      Outcome outcome = run(new StopSignal(), SMALL + " -o " + learns, results);
      assertEquals(0, outcome.status(), outcome.err());
      String dir = outcome.out().strip().replaceFirst(".* dir=", "");
      double[][] loss = rows(Path.of(dir, "loss.csv"));
      assertTrue(loss[1][1] < loss[0][1] - 0.01, learns + ": " + Arrays.deepToString(loss));
      assertTrue(loss[1][2] < loss[0][2] - 0.01, learns + ": " + Arrays.deepToString(loss));
    }
  }

  @Test
  void aFinishedRunIsNotOverwrittenUnlessAskedFor() throws IOException {
    Outcome first = run(SMALL + " --keep");
    assertEquals(0, first.status(), first.err());
    String before = Files.readString(only().resolve("loss.csv"));
    Outcome again = run(SMALL);
    assertEquals(2, again.status());
    assertEquals(
        "error: "
            + only()
            + ": this run is there already; bin/plot draws it, --keep is content"
            + " with it, --overwrite makes it again\n",
        again.err());
    FileTime written = Files.getLastModifiedTime(only().resolve("loss.csv"));
    Outcome kept = run(SMALL + " --keep");
    assertEquals(first.out(), kept.out());
    assertEquals(written, Files.getLastModifiedTime(only().resolve("loss.csv")));
    Outcome overwritten = run(SMALL + " --overwrite");
    assertEquals(0, overwritten.status(), overwritten.err());
    assertEquals(before, Files.readString(only().resolve("loss.csv")));
    assertEquals(2, rows(only().resolve("loss.csv")).length);
  }

  @Test
  void aRunThatWasStoppedIsMadeAgain() throws IOException {
    StopSignal stop = new StopSignal();
    stop.ask();
    Outcome stopped = run(stop, SMALL);
    assertEquals(0, stopped.status(), stopped.err());
    assertTrue(stopped.out().startsWith("result: epoch=0 dir="), stopped.out());
    assertTrue(stopped.err().contains("stopped after epoch 0 of 2"), stopped.err());
    assertFalse(StudyFile.read(only()).orElseThrow().isFinished());
    assertEquals(0, run(SMALL).status());
    assertTrue(StudyFile.read(only()).orElseThrow().isFinished());
  }

  @Test
  void aRunThatIsBeingMadeIsNotMadeAgainMeanwhile() throws IOException {
    StopSignal stop = new StopSignal();
    stop.ask();
    assertEquals(0, run(stop, SMALL).status());
    Path lock = only().resolve(FolderLock.FILE);
    Object before = Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
    try (FolderLock held = FolderLock.tryLock(only()).orElseThrow()) {
      Outcome outcome = run(SMALL);
      assertEquals(2, outcome.status(), outcome.err());
      assertTrue(
          outcome.err().startsWith("error: --results: " + only() + ": another run is using it"),
          outcome.err());
    }
    assertEquals(0, run(SMALL).status());
    assertEquals(
        before,
        Files.readAttributes(lock, BasicFileAttributes.class).fileKey(),
        "two runs could have a lock each");
  }

  @Test
  void aRunThatAnotherProcessMakesIsLeftAlone() throws IOException {
    assertEquals(0, run(SMALL).status());
    Path dir = only();
    String before = Files.readString(dir.resolve("loss.csv"));
    try (RunLock lock = RunLock.take(dir)) {
      Outcome second = run(SMALL + " --overwrite");
      assertEquals(2, second.status());
      assertTrue(
          second.err().contains(dir + ": this run is being made by another process"), second.err());
    }
    assertEquals(before, Files.readString(dir.resolve("loss.csv")));
    assertEquals(0, run(SMALL + " --overwrite").status());
    assertEquals(dir, only());
  }

  private static SignSgdRequest request(String words) {
    return SignSgdRequest.parse(words.split(" ")).orElseThrow();
  }

  /** What bin/signsgd leaves of a run; no files of the data are needed to look at it. */
  private Path leave(String words, boolean finished) throws IOException {
    SignSgdRequest request = request(words);
    Path dir = Files.createDirectories(folder.resolve(request.study().folder()));
    new StudyFile(
            request.study(),
            request.data(),
            finished ? Optional.of(new Scores(1, 0.5, 2, 0.25)) : Optional.empty())
        .write(dir);
    return dir;
  }

  @ParameterizedTest
  @CsvSource({"true, --keep", "true, -v 1", "false, --keep", "false, -v 1"})
  void aRunOnOtherDataIsNotThisOne(boolean finished, String how) throws IOException {
    String words = "10 mnist -net torchnet --data-dir ";
    Path dir = leave(words + folder.resolve("a"), finished);
    String before = Files.readString(dir.resolve("signsgd.json"));
    Outcome outcome = run(words + folder.resolve("b") + " " + how);
    assertEquals(2, outcome.status());
    assertEquals(
        "error: %s: holds a run on the data in %s; this one is on that in %s; --overwrite replaces it, --results DIR keeps both\n"
            .formatted(dir, folder.resolve("a"), folder.resolve("b")),
        outcome.err());
    assertEquals(before, Files.readString(dir.resolve("signsgd.json")));
    assertEquals(dir, only());
  }

  @Test
  void theSameDataByAnotherPathIsTheSameRun() throws IOException {
    String words = "10 mnist -net torchnet --keep --data-dir ";
    leave(words + folder.resolve("a"), true);
    Outcome outcome = run(words + folder.resolve("b").resolve("..").resolve("a"));
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.out().startsWith("result: epoch=10 training-loss=1.0000"), outcome.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--keep", "--overwrite", "-v 1"})
  void aModelOfOtherPunctuationIsAnotherRun(String how) throws IOException {
    Path dir = leave("10 mnist --data-dir x --model cnn,conv1:8", true);
    Outcome outcome = run("10 mnist --data-dir x --model cnn_conv1_8 " + how);
    assertEquals(2, outcome.status());
    assertEquals(
        "error: %s: holds another run, with the model cnn,conv1:8; this one has cnn_conv1_8; give --results another folder\n"
            .formatted(dir),
        outcome.err());
  }

  @Test
  void saysWhatTheOptimizerMakesNoUseOf() throws IOException {
    Outcome outcome = run(SMALL + " -o signsgd --momentum 0.9");
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(
        outcome
            .err()
            .contains("--momentum: not used, signsgd has none; signum is signsgd with one\n"),
        outcome.err());
    assertTrue(only().toString().contains("-mom0-"), only().toString());
  }

  @Test
  void aFolderOfSomebodyElsesIsNotTouched() throws IOException {
    assertEquals(0, run(SMALL).status());
    Path dir = only();
    Files.delete(dir.resolve("signsgd.json"));
    Outcome again = run(SMALL + " --overwrite");
    assertEquals(2, again.status());
    assertTrue(again.err().contains("is there and not of bin/signsgd; move it away"), again.err());
    assertTrue(Files.exists(dir.resolve("loss.csv")));
  }

  @Test
  void dataThatIsNotThereIsAMistakeInOneLine() throws IOException {
    Path data = Files.createDirectories(folder.resolve("a,b").resolve("data"));
    Outcome outcome = run("10 mnist -net torchnet --data-dir " + data);
    assertEquals(2, outcome.status());
    assertTrue(outcome.err().startsWith("error: DATASET: mnist"), outcome.err());
    assertTrue(outcome.err().contains(data.toString()), outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
    Outcome misfit = run("10 logreg --model cnn");
    assertEquals(2, misfit.status());
    assertTrue(
        misfit.err().startsWith("error: DATASET: logreg: model cnn does not fit"), misfit.err());
    Outcome crowd = run("10000 logreg -net logregnet");
    assertEquals(2, crowd.status());
    assertEquals(
        "error: NPROCS: needs at least one example per worker, got 8000 examples for 10000 workers\n",
        crowd.err());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("a,b")), left.toList());
    }
  }

  @Test
  void resultsThatCannotBeAFolderAreNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Outcome outcome = run(new StopSignal(), SMALL, file);
    assertEquals(2, outcome.status());
    assertEquals("error: --results %s: %s is not a folder\n".formatted(file, file), outcome.err());
  }

  @Test
  void helpNamesEveryOption() {
    Outcome help = run("--help");
    assertEquals(0, help.status());
    for (String option :
        ("-h,--help -i,--blind-inv -b,--byzantine -s,--seed -n,--net -o,--optimizer -e,--epochs"
                + " --lr --lr-decay-step --lr-decay-rate --momentum --weight-decay --loss --acc"
                + " --save-step -v,--verbose")
            .split(" ")) {
      assertTrue(help.out().contains(option + " "), option);
    }
  }
}
