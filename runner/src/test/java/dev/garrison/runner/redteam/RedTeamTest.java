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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedTeamTest {
  private static final String DEFENCE =
      "--experiment logreg --nb-workers 7 --nb-decl-byz-workers 2 --max-step 20"
          + " --learning-rate-args initial-rate:0.1";

  @TempDir private Path folder;
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

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
    List<String> words = new ArrayList<>(List.of((DEFENCE + " " + text).split(" ", -1)));
    words.addAll(List.of("--report-dir", folder.resolve("report").toString()));
    return RedTeam.run(new StopSignal(), words.toArray(String[]::new));
  }

  @Test
  void reportsEveryAttackAndSeed() throws IOException {
    assertEquals(
        0, run("--aggregator median --attacks none,reverse,nan --seeds 2"), err.toString(UTF_8));

    List<String> csv = Files.readAllLines(folder.resolve("report/redteam.csv"));
    assertEquals(7, csv.size(), csv.toString());
    assertEquals("attack,seed,final,best,diverged", csv.get(0));
    assertTrue(csv.get(4).startsWith("reverse,2,0."), csv.get(4));
    String page = Files.readString(folder.resolve("report/redteam.html"));
    assertTrue(page.contains("<td>reverse</td>"), page);
    assertTrue(page.contains("src=\"data:image/png;base64,"), "the picture is inside");
    assertTrue(Files.size(folder.resolve("report/redteam.png")) > 0);
    assertTrue(out.toString(UTF_8).contains("result: worst-attack="), out.toString(UTF_8));
  }

  @Test
  void failsBelowWhatIsRequired() {
    assertEquals(1, run("--aggregator average --attacks nan --require 0.5"));
    String printed = out.toString(UTF_8);
    assertTrue(printed.contains("diverged 1/1"), printed);
    assertTrue(printed.contains("worst-attack=nan worst-acc=0.0000"), printed);
  }

  @Test
  void refusesAllThatCannotRunAtOnceBeforeAnythingStarts() {
    assertEquals(2, run("--aggregator bulyan --attacks none,littel,nan"));
    String said = err.toString(UTF_8);
    assertTrue(said.contains("bulyan: needs n >= 4f + 3, got n=7, f=2"), said);
    assertFalse(Files.exists(folder.resolve("report")));

    err.reset();
    assertEquals(2, run("--aggregator median --attacks littel,revers"));
    said = err.toString(UTF_8);
    assertTrue(said.contains("unknown attack \"littel\"; did you mean \"little\"?"), said);
    assertTrue(said.contains("unknown attack \"revers\"; did you mean \"reverse\"?"), said);
  }

  @Test
  void trustedWorkersNeverAttack() {
    assertEquals(2, run("--aggregator monna --attacks none,nan"));
    assertTrue(
        err.toString(UTF_8).contains("declare one, like --trusted-workers 0"), err.toString(UTF_8));

    // Were the trusted one drawn, every step would be skipped and nothing learned
    String nan = "--attacks nan --seeds 4 --require 0.7 --aggregator monna --trusted-workers 3";
    assertEquals(0, run(nan), out.toString(UTF_8) + err.toString(UTF_8));
  }

  @Test
  void refusesOptionsItSetsItself() {
    assertEquals(2, run("--aggregator median --attack nan"));
    assertTrue(err.toString(UTF_8).startsWith("error: --attack: a red team sets this itself"));
    err.reset();
    assertEquals(2, run("--aggregator median --seeds 0"));
    assertTrue(err.toString(UTF_8).startsWith("error: --seeds: expected an integer >= 1"));
    err.reset();
    assertEquals(2, run("--aggregator median --require 90"));
    assertTrue(err.toString(UTF_8).startsWith("error: --require: expected an accuracy in [0, 1]"));
  }
}
