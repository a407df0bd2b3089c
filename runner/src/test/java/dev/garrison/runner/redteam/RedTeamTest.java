package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.runner.training.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole red teams, small ones. */
class RedTeamTest {
  private static final String DEFENCE =
      "--experiment logreg --nb-workers 7 --nb-decl-byz-workers 2"
          + " --evaluation-delta 10 --learning-rate-args initial-rate:0.1 ";

  @TempDir private Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final StopSignal stop = new StopSignal();

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    System.setErr(realErr);
  }

  private int run(String text) {
    out.reset();
    err.reset();
    List<String> words = new ArrayList<>(List.of((DEFENCE + text).split(" ", -1)));
    if (!text.contains("--max-step")) {
      words.add("--max-step=20");
    }
    if (!text.contains("--report-dir")) {
      words.addAll(List.of("--report-dir", report("").toString()));
    }
    return RedTeam.run(stop, words.toArray(String[]::new));
  }

  private Path report(String file) {
    return folder.resolve("deep/report").resolve(file);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private String said() {
    return err.toString(UTF_8);
  }

  /** Without the times, which differ. */
  private List<String> results() throws IOException {
    return Files.readAllLines(report("redteam.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void reportsEveryAttackAndSeed() throws IOException {
    assertEquals(
        0,
        run("--aggregator median --attacks none,reverse,nan --seed 5 --seeds 2 --processes 1"),
        said());

    List<String> csv = results();
    assertEquals(7, csv.size(), csv.toString());
    assertEquals("attack,seed,final,best,diverged,skipped", csv.get(0));
    assertTrue(csv.get(4).startsWith("reverse,6,0."), csv.get(4));
    assertEquals(4, Files.readAllLines(report("redteam-attacks.csv")).size());
    String page = Files.readString(report("redteam.html"));
    assertTrue(page.contains("<th scope=\"row\">reverse</th>"), page);
    assertTrue(page.contains("<code>bin/redteam --experiment logreg "), page);
    assertTrue(Files.size(report("redteam.png")) > 0);
    assertTrue(printed().matches("(?s)attack +mean +sd .*\nresult: worst-attack=.* runs=6/6 .*"));
    assertTrue(said().contains("attacks: 3, seeds: 2, runs: 6, processes: 1\n"), said());
    assertTrue(said().contains("\n6/6  nan, seed 6: 0."), said());
  }

  @Test
  void severalProcessesFindWhatOneFinds() throws IOException {
    String team = "--aggregator median --attacks none,optimal-little,label-flip,random --seeds 2 ";
    assertEquals(0, run(team + "--processes 1"), said());
    List<String> alone = results();
    String table = printed();
    assertEquals(0, run(team + "--processes 3 --no-progress"), said());
    assertEquals(alone, results());
    assertEquals(table.lines().count(), printed().lines().count());
    assertEquals("", said(), "nothing but progress was said");
  }

  @Test
  void failsBelowWhatIsRequired() {
    assertEquals(
        1, run("--aggregator average --attacks nan,zero --require 0.3 --processes 1"), said());
    assertTrue(printed().contains("diverged 1/1"), printed());
    assertTrue(printed().contains("worst-attack=nan worst-acc=0.0000"), printed());
    assertTrue(said().endsWith("below --require 0.3000: nan 0.0000\n"), said());
  }

  @Test
  void aSignalLeavesTheReportOfWhatIsDone() throws IOException {
    // Asks when the first run is over: the average diverges under nan at once, and there is no end
    // of zero.
    System.setErr(
        new PrintStream(err, true, UTF_8) {
          @Override
          public PrintStream printf(Locale locale, String format, Object... values) {
            super.printf(locale, format, values);
            if (said().contains("1/4  nan, seed 1: diverged")) {
              stop.ask();
            }
            return this;
          }
        });
    assertEquals(
        130,
        run(
            "--aggregator average --attacks nan,zero --seeds 2 --processes 1 --require 0.3"
                + " --max-step 1000000000"),
        said());
    assertEquals(
        List.of("attack,seed,final,best,diverged,skipped", "nan,1,0.0,0.0,1,0"), results());
    assertTrue(printed().contains("1 of 2 seeds"), printed());
    assertTrue(printed().contains(" runs=1/4 "), printed());
    assertTrue(said().endsWith("1 of 4 runs are done; the report has these\n"), said());
  }

  @Test
  void aSignalBeforeTheFirstRunIsDoneLeavesNothing() {
    stop.ask();
    assertEquals(130, run("--aggregator median --attacks nan"));
    assertEquals("no run was done; nothing is written\n", said());
    assertFalse(Files.exists(report("")));
  }

  @Test
  void refusesAllThatCannotRunAtOnceBeforeAnythingStarts() {
    assertEquals(2, run("--aggregator bulyan --attacks none,littel,nan"));
    assertTrue(said().startsWith("error: --aggregator: bulyan: needs n >= 4f + 3, got n=7, f=2\n"));
    assertTrue(
        said().contains("\nerror: --attacks: unknown attack \"littel\"; did you mean \"little\"?"),
        said());
    assertEquals(2, said().lines().count(), said());
    assertFalse(Files.exists(report("")));

    assertEquals(2, run("--aggregator median --attacks revers,little,q:1,little,sign:0"));
    assertTrue(said().contains("unknown attack \"revers\"; did you mean \"reverse\"?"), said());
    assertTrue(said().contains("error: --attacks: little: unknown argument \"q\""), said());
    assertTrue(said().contains("error: --attacks: little: sign is -1 or 1, got 0"), said());
    assertFalse(Files.exists(report("")));
  }

  @Test
  void refusesARegressionBeforeTheRuns() {
    List<String> words =
        List.of("--experiment=linreg", "--aggregator=median", "--nb-workers=7", "--attacks=nan");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--nb-decl-byz-workers=2", "--report-dir=" + report("")));
    assertEquals(2, RedTeam.run(stop, all.toArray(String[]::new)));
    assertEquals(
        "error: --experiment: a red team compares accuracies, and a regression has none, got"
            + " \"linreg\"\n",
        said());
    assertFalse(Files.exists(report("")));
  }

  @Test
  void refusesAReportFolderThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(2, run("--aggregator median --attacks nan --report-dir " + file.resolve("deep")));
    assertEquals(
        "error: --report-dir " + file.resolve("deep") + ": " + file + " is not a folder\n", said());
  }

  @Test
  void knowsTheUsersAttacks() throws IOException {
    String own = " --plugins " + OwnAttack.compile(folder);
    assertEquals(0, run("--aggregator median --attacks own,zero --processes 1" + own), said());
    List<String> csv = results();
    assertEquals(csv.get(1).replace("own", "zero"), csv.get(2), "the same rows, the same accuracy");
  }

  @Test
  void aBugInARunNamesTheRunAndKeepsTheOthers() throws IOException {
    String own = " --plugins " + OwnAttack.compile(folder);
    for (String processes : List.of("1", "2")) {
      assertEquals(
          1,
          run("--aggregator median --attacks zero,own,does:throw --processes " + processes + own));
      assertTrue(said().contains("\tat org.example.Own.forge(Own.java:"), said());
      assertTrue(
          said().endsWith("error: own,does:throw, seed 1: java.lang.IllegalStateException: boom\n"),
          said());
    }
  }

  @Test
  void aProcessThatDiesNamesTheRun() throws IOException {
    String own = " --plugins " + OwnAttack.compile(folder);
    assertEquals(
        1, run("--aggregator median --attacks none,own,does:halt --processes 2" + own), said());
    assertTrue(
        said()
            .endsWith(
                "error: own,does:halt, seed 1: the process that made it ended with status 7\n"),
        said());
  }

  @Test
  void whatAPluginPrintsIsNotTakenForAReply() throws IOException {
    String own = " --plugins " + OwnAttack.compile(folder);
    assertEquals(
        0, run("--aggregator median --attacks zero,own,does:print --processes 2" + own), said());
    assertTrue(said().contains("own,does:print, seed 1: garrison-reply {\n"), said());
    List<String> csv = results();
    assertEquals(csv.get(1).replace("zero", ""), csv.get(2).replace("\"own,does:print\"", ""));
  }

  @Test
  void trustedWorkersNeverAttack() {
    assertEquals(2, run("--aggregator monna --attacks none,nan"));
    assertTrue(said().contains("declare one, like --trusted-workers 0"), said());

    // Were the trusted one drawn, every step would be skipped and nothing learned
    String nan = "--attacks nan --seeds 4 --require 0.7 --aggregator monna --trusted-workers 3";
    assertEquals(0, run(nan + " --processes 1"), printed() + said());
  }

  @Test
  void helpIsForTheRedTeam() {
    assertEquals(0, RedTeam.run(stop, "--help"));
    assertTrue(printed().startsWith("usage: redteam "), printed());
    assertEquals(2, RedTeam.run(stop, "--sedes", "3"));
    assertEquals("error: unknown option --sedes; did you mean --seeds?\n", said());
  }
}
