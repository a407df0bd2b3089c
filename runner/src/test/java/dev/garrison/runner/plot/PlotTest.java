package dev.garrison.runner.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  private static final String NET = " -net logregnet ";

  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  private Outcome plot(String words) {
    return plot(words.trim().split(" +"));
  }

  private static Outcome plot(String... words) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int status = Plot.run(words);
      return new Outcome(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  /** A run as bin/signsgd leaves it. */
  private Path study(String optimizer, int blind, int byzantine, String lr, long seed)
      throws IOException {
    Path dir = folder.resolve("%s-%d-%d-%s-%d".formatted(optimizer, blind, byzantine, lr, seed));
    Files.createDirectories(dir);
    Files.writeString(
        dir.resolve("signsgd.json"),
        """
        {"nprocs": 10, "dataset": "logreg", "net": "logregnet", "optimizer": "%s",
        "blind-inv": %d, "byzantine": %d, "lr": %s, "lr-decay-step": 30, "lr-decay-rate": 0.1,
        "momentum": 0, "weight-decay": 0, "epochs": 3, "seed": %d, "finished": true,
        "training-loss": 1, "test-loss": 1.5}
        """
            .formatted(optimizer, blind, byzantine, lr, seed));
    Files.writeString(
        dir.resolve("acc.csv"),
        "Epoch,Training acc,Test acc\n1,0.5,0.4\n2,0.%d,0.5\n3,0.9,0.%d\n"
            .formatted(5 + seed, 5 + seed));
    Files.writeString(
        dir.resolve("loss.csv"), "Epoch,Training loss,Test loss\n1,3,3.5\n2,2,2.5\n3,1,1.5\n");
    return dir;
  }

  private String svg(String out) throws IOException {
    return Files.readString(folder.resolve(out));
  }

  @Test
  void drawsOneSettingAsPngAndSvg() throws IOException {
    study("distsgd", 0, 1, "0.001", 1);
    study("signum", 0, 1, "0.0001", 1);
    Outcome outcome =
        plot(
            "10 logreg distsgd,signum acc,loss --results %s%splot -b 1 --title True"
                .formatted(folder, NET));
    assertEquals(0, outcome.status(), outcome.err());
    String name = "plots/logreg-logregnet-n10-distsgd_signum-acc_loss-plot-blind0-byz1";
    assertEquals(
        "%s\n%s\n".formatted(folder.resolve(name + ".png"), folder.resolve(name + ".svg")),
        outcome.out());
    assertTrue(Files.size(folder.resolve(name + ".png")) > 1000);
    String svg = svg(name + ".svg");
    for (String text :
        List.of(
            ">distsgd<",
            ">signum<",
            ">Accuracy (%)<",
            ">Loss (cross-entropy, nats)<",
            ">Epoch<",
            ">training (mean over the workers&#39; own examples)<",
            ">test<",
            ">logreg, logregnet, 10 workers: 0 blind, 1 Byzantine<")) {
      assertTrue(svg.contains(text) || svg.contains(text.replace("&#39;", "'")), text);
    }
    assertFalse(svg.contains("mean of the seeds"), "one seed has no mean");
  }

  @Test
  void comparesNumbersOfAdversariesOverSeveralSeeds() throws IOException {
    for (int blind : List.of(0, 4)) {
      study("signum", blind, 0, "0.0001", 1);
      study("signum", blind, 0, "0.0001", 2);
    }
    Outcome outcome =
        plot(
            "10 logreg signum acc --results %s%scomparison --blind-inv-list 0,4 --out %s/c.svg"
                .formatted(folder, NET, folder));
    assertEquals(0, outcome.status(), outcome.err());
    String svg = svg("c.svg");
    assertTrue(svg.contains(">0 blind<") && svg.contains(">4 blind<"), svg);
    assertTrue(
        svg.contains(">Lines: mean of the seeds 1, 2; bands: their least and greatest value<"),
        svg);
    assertTrue(svg.contains("fill-opacity=\"0.18\""), "no band");
    assertFalse(svg.contains("logreg, logregnet"), "a title nobody asked for");
    assertFalse(Files.exists(folder.resolve("c.svg.png")));
    Outcome one =
        plot(
            "10 logreg signum acc --results %s%scomparison --blind-inv-list 0,4 --out %s/c --seed 1"
                .formatted(folder, NET, folder));
    assertEquals(0, one.status(), one.err());
    assertFalse(svg("c.svg").contains("mean of the seeds"));
  }

  @Test
  void namesEveryRunThatIsMissing() throws IOException {
    study("signum", 0, 0, "0.0001", 1);
    Path stopped = study("signum", 0, 2, "0.0001", 1);
    Path json = stopped.resolve("signsgd.json");
    Files.writeString(json, Files.readString(json).replace("true", "false"));
    String words =
        "10 logreg signum acc --results %s%scomparison --byzantine-list 0,1,2 --out %s/m"
            .formatted(folder, NET, folder);
    Outcome refused = plot(words);
    assertEquals(2, refused.status());
    assertEquals(
        """
        error: signum with 0 blind and 1 Byzantine workers: no run in FOLDER; bin/signsgd 10 logreg \
        -net logregnet -o signum -b 1 --lr 0.0001 --lr-decay-step 30 --lr-decay-rate 0.1 \
        --momentum 0 --weight-decay 0 --epochs 3 --seed 1 --results FOLDER makes it
        error: signum with 0 blind and 2 Byzantine workers: not finished: signum-0-2-0.0001-1, \
        --unfinished draws what it has saved; bin/signsgd 10 logreg -net logregnet -o signum -b 2 \
        --lr 0.0001 --lr-decay-step 30 --lr-decay-rate 0.1 --momentum 0 --weight-decay 0 \
        --epochs 3 --seed 1 --results FOLDER makes it
        error: --allow-missing draws the rest
        """
            .replace("FOLDER", folder.toString()),
        refused.err());
    assertFalse(Files.exists(folder.resolve("m.png")));
    Outcome drawn = plot(words + " --allow-missing");
    assertEquals(0, drawn.status(), drawn.err());
    assertEquals(2, drawn.err().lines().filter(line -> line.startsWith("missing: ")).count());
    assertTrue(Files.exists(folder.resolve("m.png")));
  }

  @Test
  void aMissingRunOfWhichLittleIsKnownIsMadeByWhatWasAskedFor() throws IOException {
    Path results = Files.createDirectories(folder.resolve("my runs"));
    Outcome outcome =
        plot(
            "10",
            "mnist",
            "signsgd",
            "acc",
            "--results=" + results,
            "--model=cnn,conv1:8",
            "--lr=1e-4,2",
            "--epochs=80",
            "--momentum=0.9",
            "--seed=3",
            "plot",
            "-i2");
    assertEquals(2, outcome.status());
    assertEquals(
        "error: signsgd with 2 blind and 0 Byzantine workers: no run in RESULTS; bin/signsgd 10 mnist --model cnn,conv1:8 -o signsgd -i 2 --lr 0.0001 --epochs 80 --seed 3 --results 'RESULTS' makes one\n"
            .replace("RESULTS", results.toString()),
        outcome.err());
  }

  @Test
  void asksWhichOfSeveralSettingsIsMeant() throws IOException {
    study("signum", 0, 0, "0.0001", 1);
    study("signum", 0, 0, "0.001", 1);
    String words = "10 logreg signum loss --results %s%splot".formatted(folder, NET);
    Outcome refused = plot(words);
    assertEquals(2, refused.status());
    assertTrue(
        refused
            .err()
            .startsWith(
                "error: signum with 0 blind and 0 Byzantine workers: runs of 2 settings are there;"
                    + " choose with --lr, --lr-decay-step, --lr-decay-rate, --momentum, --weight-decay,"
                    + " --epochs, --seed:"),
        refused.err());
    assertEquals(0, plot(words + " --lr 0.001").status());
    assertEquals(2, plot(words + " --lr 0.001,0.0001").status());
    assertEquals(0, plot(words + " --lr 1e-3,7").status());
  }

  private static void edit(Path run, String before, String after) throws IOException {
    Path json = run.resolve("signsgd.json");
    String text = Files.readString(json);
    assertTrue(text.contains(before), text);
    Files.writeString(json, text.replace(before, after));
  }

  @ParameterizedTest
  @CsvSource({
    "lr-decay-step, 30, 40",
    "lr-decay-rate, 0.1, 0.5",
    "momentum, 0, 0.9",
    "weight-decay, 0, 0.01",
    "epochs, 3, 4"
  })
  void everySettingCanBeChosenBy(String name, String first, String second) throws IOException {
    study("signum", 0, 0, "0.1", 1);
    edit(
        study("signum", 0, 0, "0.1", 2),
        "\"%s\": %s,".formatted(name, first),
        "\"%s\": %s,".formatted(name, second));
    String words = "10 logreg signum loss --results %s%splot".formatted(folder, NET);
    assertEquals(2, plot(words).status());
    Outcome one = plot(words + " --" + name + " " + second);
    assertEquals(0, one.status(), one.err());
    Outcome other = plot(words + " --" + name + " " + first);
    assertEquals(0, other.status(), other.err());
    String figure = "signum-loss-plot-blind0-byz0-%s%s.png";
    assertTrue(one.out().contains(figure.formatted(name, second)), one.out());
    assertTrue(other.out().contains(figure.formatted(name, first)), other.out());
  }

  @Test
  void filtersOfWhatAnOptimizerDoesNotHaveLetItsRunsThrough() throws IOException {
    study("signsgd", 0, 0, "0.1", 1);
    edit(study("signum", 0, 0, "0.1", 1), "\"momentum\": 0", "\"momentum\": 0.9");
    Outcome outcome =
        plot(
            "10 logreg signsgd,signum loss --results %s%splot --momentum 0.9"
                .formatted(folder, NET));
    assertEquals(0, outcome.status(), outcome.err());
  }

  @Test
  void saysWhichCurvesAreOfOtherSeeds() throws IOException {
    study("signum", 0, 0, "0.1", 1);
    study("signum", 0, 0, "0.1", 2);
    study("signum", 0, 1, "0.1", 1);
    study("signsgd", 0, 0, "0.1", 1);
    study("signsgd", 0, 1, "0.1", 2);
    study("signsgd", 0, 1, "0.1", 1);
    Outcome outcome =
        plot(
            "10 logreg signum,signsgd acc --results %s%scomparison --byzantine-list 0,1 --out %s/s.svg"
                .formatted(folder, NET, folder));
    assertEquals(0, outcome.status(), outcome.err());
    String svg = svg("s.svg");
    for (String line :
        List.of(
            "Lines: mean of a curve's seeds; bands: their least and greatest value",
            "seeds 1, 2: signum with 0 Byzantine, signsgd with 1 Byzantine",
            "seed 1: signum with 1 Byzantine, signsgd with 0 Byzantine")) {
      assertTrue(svg.replace("&#39;", "'").contains(">" + line + "<"), line);
    }
  }

  @Test
  void curvesOfOneSeedEachAreNoMeans() throws IOException {
    study("signum", 0, 0, "0.1", 1);
    study("signum", 0, 1, "0.1", 2);
    Outcome outcome =
        plot(
            "10 logreg signum acc --results %s%scomparison --byzantine-list 0,1 --out %s/o.svg"
                .formatted(folder, NET, folder));
    assertEquals(0, outcome.status(), outcome.err());
    String svg = svg("o.svg");
    assertTrue(svg.contains(">seed 1: signum with 0 Byzantine<"), svg);
    assertTrue(svg.contains(">seed 2: signum with 1 Byzantine<"), svg);
    assertFalse(svg.contains("mean of"), svg);
  }

  @Test
  void drawsUnfinishedRunsOnRequestAndSaysSo() throws IOException {
    study("signum", 0, 0, "0.1", 1);
    Path stopped = study("signum", 0, 1, "0.1", 1);
    edit(stopped, "true", "false");
    // The process was killed in the middle of a line
    Files.writeString(
        stopped.resolve("acc.csv"), "Epoch,Training acc,Test acc\n1,0.5,0.4\n2,0.6,0.5\n3,0.");
    String words =
        "10 logreg signum acc --results %s%scomparison --byzantine-list 0,1".formatted(folder, NET);
    assertEquals(2, plot(words).status());
    Outcome outcome = plot(words + " --unfinished");
    assertEquals(0, outcome.status(), outcome.err());
    String name = "plots/logreg-logregnet-n10-signum-acc-comparison-blind0-byz0_1-unfinished.svg";
    assertTrue(
        svg(name).contains(">Not finished: signum with 1 Byzantine, seed 1, 2 of 3 epochs<"));
    Files.writeString(stopped.resolve("acc.csv"), "Epoch,Training acc,Test acc\n");
    Outcome nothing = plot(words + " --unfinished");
    assertEquals(2, nothing.status());
    assertTrue(
        nothing.err().contains("not finished: signum-0-1-0.1-1, which has saved no epoch; "),
        nothing.err());
  }

  @Test
  void saysWhatARunWasNotAskedToSave() throws IOException {
    Files.delete(study("signum", 0, 0, "0.1", 1).resolve("acc.csv"));
    Outcome outcome = plot("10 logreg signum acc --results %s%splot".formatted(folder, NET));
    assertEquals(2, outcome.status());
    assertTrue(
        outcome
            .err()
            .endsWith(
                "acc.csv: is not there; the run was made with --acc False, make it again with"
                    + " --overwrite\n"),
        outcome.err());
  }

  @Test
  void drawsTheRunnersOwnFolders() throws IOException {
    List<String> dirs = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      Path dir = Files.createDirectories(folder.resolve("run" + run));
      Files.writeString(
          dir.resolve("eval"),
          "1.000\t0\ttop1-X-acc:0.1\tloss:2.5\n2.000\t10\ttop1-X-acc:0.%d\tloss:0.5\n"
              .formatted(5 + run));
      dirs.add(dir.toString());
    }
    Outcome outcome =
        plot("runs " + String.join(" ", dirs) + " --out " + folder.resolve("r") + " --title three");
    assertEquals(0, outcome.status(), outcome.err());
    String svg = svg("r.svg");
    assertTrue(svg.contains(">run0<") && svg.contains(">run2<"), svg);
    assertTrue(svg.contains(">Test accuracy (%)<") && svg.contains(">three<"), svg);
    assertFalse(svg.contains("Training loss"), "there is none");
    Outcome labelled =
        plot(
            "runs %s --labels krum,median,average --out %s/s.svg"
                .formatted(String.join(" ", dirs), folder));
    assertEquals(0, labelled.status(), labelled.err());
    assertTrue(svg("s.svg").contains(">median<"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "10 logreg | OPTIMIZERS: missing; as in bin/plot 10 logreg distsgd,signum acc,loss",
        "10 logreg signum acc -net logregnet | plot|comparison: missing; as in",
        "10 logreg sgd acc plot | OPTIMIZERS: expected one of distsgd, signsgd, signum, got \"sgd\"",
        "10 logreg signum,signum acc plot"
            + " | OPTIMIZERS: something is in it twice, got \"signum,signum\"",
        "10 logreg signum accuracy plot | METRICS: expected acc or loss, got \"accuracy\"",
        "10 linreg signum acc -net linregnet plot"
            + " | METRICS: linreg is a regression without accuracy; give loss",
        "10 logreg signum acc -net logregnet compare"
            + " | expected plot or comparison, got \"compare\"; see --help",
        "10 logreg signum acc plot | --net: mnistnet (the default) does not go with logreg; nets",
        "10 logreg signum acc -net logregnet plot now"
            + " | \"now\": expected an option or nothing after plot; see --help",
        "10 logreg signum acc -net logregnet plot --byzantine-list 0,1"
            + " | --byzantine-list: for comparison; plot has --byzantine",
        "10 logreg signum acc -net logregnet comparison -b 1"
            + " | --byzantine: for plot; comparison has --byzantine-list",
        "10 logreg signum acc -net logregnet comparison --byzantine-list 0,1 --blind-inv-list 0,2"
            + " | --blind-inv-list, --byzantine-list: one of the two may have several numbers, got"
            + " 0,2 and 0,1",
        "10 logreg signum acc -net logregnet comparison --byzantine-list 3"
            + " | comparison: give --blind-inv-list or --byzantine-list several numbers, like 0,1,2",
        "10 logreg signum acc -net logregnet comparison --byzantine-list 0,10"
            + " | --byzantine-list: expected fewer than NPROCS 10, got 10",
        "10 logreg signum acc -net logregnet comparison --byzantine-list 0,x"
            + " | --byzantine-list: expected an integer >= 0, got \"x\"",
        "10 logreg signum acc -net logregnet plot --lr a"
            + " | --lr: expected numbers between commas, got \"a\"",
        "10 logreg signum acc -net logregnet plot --title maybe"
            + " | --title: expected True or False, got \"maybe\"",
        "10 logreg signum acc -net logregnet plot --results /nowhere/at/all"
            + " | --results: /nowhere/at/all is not a folder; bin/signsgd makes it",
        "runs | DIR: missing; name folders of runs, like bin/plot runs runs/*",
        "runs /nowhere/at/all | DIR: /nowhere/at/all is not a folder",
        "runs FOLDER | DIR: FOLDER is not a run's folder: neither eval nor metrics.csv is in it",
        "runs FOLDER --labels a,b | --labels: expected 1, one per folder, got 2",
        "runs FOLDER -b 1 | --byzantine: not with runs; name the runs' folders",
        "runs FOLDER --lr 1 | --lr: not with runs; name the runs' folders",
      })
  void mistakesAreToldInOneLine(String words, String expected) {
    Outcome outcome = plot(words.replace("FOLDER", folder.toString()));
    assertEquals(2, outcome.status());
    assertEquals("", outcome.out());
    assertTrue(
        outcome.err().startsWith("error: " + expected.replace("FOLDER", folder.toString())),
        outcome.err());
    assertEquals(1, outcome.err().lines().count(), outcome.err());
  }

  @ParameterizedTest
  @CsvSource({
    "x.pdf, '--out: expected a name that ends in .png, .svg or neither, got '",
    "'', is a folder"
  })
  void refusesFilesItCannotWrite(String name, String expected) throws IOException {
    study("signum", 0, 0, "0.1", 1);
    Outcome outcome =
        plot(
            "10 logreg signum loss --results %s%splot --out %s"
                .formatted(folder, NET, folder.resolve(name)));
    assertEquals(2, outcome.status());
    assertTrue(outcome.err().contains(expected), outcome.err());
  }

  @Test
  void aTableThatIsSomethingElseIsNamed() throws IOException {
    Files.writeString(study("signum", 0, 0, "0.1", 1).resolve("loss.csv"), "a,b,c\n1,2,x\n");
    Outcome outcome = plot("10 logreg signum loss --results %s%splot".formatted(folder, NET));
    assertEquals(2, outcome.status());
    assertTrue(
        outcome.err().endsWith("loss.csv: not a table of bin/signsgd; make the run again\n"),
        outcome.err());
    Files.writeString(folder.resolve("signum-0-0-0.1-1").resolve("signsgd.json"), "{}");
    Outcome json = plot("10 logreg signum loss --results %s%splot".formatted(folder, NET));
    assertTrue(
        json.err().contains("signsgd.json: not what bin/signsgd writes (no \"nprocs\"); move it"),
        json.err());
  }
}
