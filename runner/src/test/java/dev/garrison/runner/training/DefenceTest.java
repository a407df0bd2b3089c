package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.core.PluginRegistry;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.cli.Request;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefenceTest {
  @ParameterizedTest(name = "{0} behind {1}")
  @CsvSource({
    "average, '', 1",
    "median, '', 7",
    "krum, '', 9",
    "bulyan, '', 15",
    "median, nnm, 7",
    // Pairs of 13 are seven rows
    "median, bucketing, 13",
    "median, clipping bucketing, 13",
  })
  void needsAsManyProposalsAsItsPartsSay(String rule, String before, int minimum) {
    String words =
        "--experiment logreg --nb-workers 20 --nb-decl-byz-workers 3 --checkpoint-dir - --aggregator "
            + rule
            + (before.isEmpty() ? "" : " --pre-aggregators " + before);
    Request.Run run = (Request.Run) Request.parse(words.split(" ")).action();
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of())) {
      Defence defence = Defence.build(registry, run.config(), (step, out) -> {});
      assertEquals(minimum, defence.minimum());
    }
  }
}
