package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  private final Findings findings =
      new Findings(
          Row.of(
              List.of("none", "own<b>,z:1"),
              List.of(
                  new Trial(new TrialKey("none", 1), 1.0 / 3, 0.75, false, 0, 2.25),
                  new Trial(new TrialKey("none", 2), 0.5, 0.5, false, 7, 1),
                  Trials.diverged("own<b>,z:1", 1))),
          ImmutableList.of(1L, 2L),
          4,
          0.4);

  @Test
  void writesEveryRunAndEveryAttackForOtherPrograms() {
    assertEquals(
        """
        attack,seed,final,best,diverged,skipped,seconds
        none,1,0.3333333333333333,0.75,0,0,2.250
        none,2,0.5,0.5,0,7,1.000
        "own<b>,z:1",1,0.0,0.0,1,0,0.500
        """,
        CsvTables.runs(findings.rows()));
    assertEquals(
        """
        attack,seeds,mean,sd,worst,greatest,best,diverged,skipped,seconds
        none,2,0.416667,0.117851,0.3333333333333333,0.5,0.625000,0,7,1.625
        "own<b>,z:1",1,0.000000,,0.0,0.0,0.000000,1,0,0.500
        """,
        CsvTables.attacks(findings.rows()));
  }

  @Test
  void thePageNeedsNoOtherFileAndTakesNamesForText() {
    String page =
        Page.html(findings, "bin/redteam --attacks 'own<b>,z:1'", Optional.of(new byte[] {1, 2}));
    assertFalse(page.contains("<b>"), page);
    assertFalse(page.contains("http:") || page.contains("https:"), page);
    assertTrue(page.contains("src=\"data:image/png;base64,AQI=\""), page);
    assertTrue(
        page.contains("<code>bin/redteam --attacks &#39;own&lt;b&gt;,z:1&#39;</code>"), page);
    assertTrue(
        page.contains(
            "3 of 4 runs were done. Worst final accuracy: 0.0000 under own&lt;b&gt;,z:1, seed 1."
                + " Required: 0.4000; below are own&lt;b&gt;,z:1 0.0000; none 0.3333."),
        page);
    assertTrue(
        page.contains(
            "<tr><th scope=\"row\">none</th><td>0.4167</td><td>0.1179</td>"
                + "<td>0.3333 <small>(1)</small></td><td>0.5000</td><td>0.6250</td><td>1.6</td>"
                + "<td>skipped 7</td></tr>"),
        page);
  }

  @Test
  void withoutAPictureTheRestIsThere() {
    String page = Page.html(findings, "bin/redteam", Optional.empty());
    assertFalse(page.contains("<img"), page);
    assertTrue(page.contains("<th scope=\"row\">none</th>"), page);
  }

  @Test
  void replacesAnEarlierReportAndLeavesNothingElse() throws IOException {
    Report report = new Report(findings, "bin/redteam", "median");
    report.write(folder, warning -> {});
    report.write(folder, warning -> {});
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("redteam-attacks.csv", "redteam.csv", "redteam.html", "redteam.png"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theCommandCanBePastedIntoAShell() {
    assertEquals(
        "--attacks 'own,inner:(a,b:1)' --seeds=2 'it'\\''s' ''",
        ShellWords.join("--attacks", "own,inner:(a,b:1)", "--seeds=2", "it's", ""));
  }
}
