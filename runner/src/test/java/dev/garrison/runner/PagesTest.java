package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of the command line. */
class PagesTest {
  @Test
  void listNamesEveryPluginOfEveryKind() {
    Runs.Outcome outcome = Runs.run("--list");
    assertEquals(0, outcome.status());
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of())) {
      for (PluginKind<?> kind : registry.kinds()) {
        assertTrue(outcome.out().contains(kind.plural() + ":\n"), kind.plural());
        for (PluginDescription plugin : registry.list(kind)) {
          assertTrue(
              outcome.out().contains("  " + plugin.name() + " "), kind.name() + plugin.name());
        }
      }
    }
  }

  @Test
  void listOfOneKindHasNoOther() {
    Runs.Outcome outcome = Runs.run("--list", "aggregators");
    assertTrue(outcome.out().startsWith("aggregators:\n"), outcome.out());
    assertTrue(outcome.out().contains("\n  average "), outcome.out());
    assertTrue(!outcome.out().contains("attacks:"), outcome.out());
  }

  @Test
  void describeTellsArgumentsRequirementAndPaperUnderAnyName() {
    String page = Runs.run("--describe", "multi-krum").out();
    assertTrue(page.startsWith("multi-krum (aggregator)\n"), page);
    assertTrue(page.contains("  requires: n >= 2f + 3\n"), page);
    assertTrue(page.contains("Blanchard et al. 2017"), page);
    assertTrue(page.contains("    m (int"), page);
    assertEquals(page, Runs.run("--describe", "krum-co").out());
    assertEquals(page, Runs.run("--describe", "dev.garrison.aggregators.MultiKrum").out());
  }

  @Test
  void describeTellsWhatMustBeProvided() {
    String fltrust = Runs.run("--describe", "fltrust").out();
    assertTrue(fltrust.contains("  requires: n >= 1\n"), fltrust);
    assertTrue(
        fltrust.contains(
            "  needs: the server's own gradient on examples it trusts (--trusted-examples)\n"),
        fltrust);
    assertTrue(fltrust.contains("  paper: Cao et al. 2021, FLTrust"), fltrust);
    String monna = Runs.run("--describe", "monna").out();
    assertTrue(monna.contains("  needs: workers declared trusted (--trusted-workers)\n"), monna);
    assertFalse(Runs.run("--describe", "median").out().contains("needs:"));
  }

  @Test
  void everyRuleAndAttackWithASourceSaysWhich() {
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of())) {
      for (String name : List.of("median", "krum", "bulyan", "little", "empire", "clipping")) {
        Runs.Outcome outcome = Runs.run("--describe", name);
        assertTrue(outcome.out().contains("  paper: "), name);
      }
    }
  }

  @Test
  void helpNamesEveryOptionOfAggregaThors() {
    String help = Runs.run("--help").out();
    for (String option :
        ("client server ps-job-name ev-job-name wk-job-name experiment experiment-args aggregator"
                + " aggregator-args optimizer optimizer-args learning-rate learning-rate-args"
                + " l1-regularize l2-regularize nb-workers nb-decl-byz-workers nb-real-byz-workers"
                + " attack attack-args max-steps checkpoint-dir checkpoint-delta checkpoint-period"
                + " summary-dir summary-delta summary-period evaluation-file evaluation-delta"
                + " evaluation-period use-gpu reuse-gpu use-tpu reuse-tpu no-wait trace stdout-to"
                + " stderr-to MPI")
            .split(" ", -1)) {
      assertTrue(help.contains("--" + option), option);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }

  @Test
  void helpNamesEveryExitStatus() {
    String help = Runs.run("--help").out().replaceAll("\\s+", " ");
    for (String status :
        List.of(
            "0 done",
            "1 the machine failed",
            "2 a mistake in the command",
            "3 the model diverged",
            "130 ended at once by a second Ctrl-C")) {
      assertTrue(help.contains(status), help);
    }
  }

  @Test
  void versionNamesTensorFlowsToo() {
    assertTrue(
        Runs.run("--version").out().matches("garrison \\S+ \\(\\S+\\), TensorFlow 2\\.18\\.0\n"));
  }
}
