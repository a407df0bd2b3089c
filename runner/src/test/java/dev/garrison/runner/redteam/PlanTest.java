package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.attacks.Attack;
import dev.garrison.core.PluginRegistry;
import dev.garrison.runner.cli.RedTeamRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final String WORDS =
      "--experiment logreg --aggregator median --nb-workers 7 --nb-decl-byz-workers 2 --max-step 20";

  private static ImmutableList<String> attacks(String words) {
    RedTeamRequest request = RedTeamRequest.parse(words.split(" ", -1)).orElseThrow();
    try (PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of())) {
      return Plan.of(request, registry).attacks();
    }
  }

  @Test
  void leavesOutWhatOnlyCostsTime() {
    ImmutableList<String> waiting = attacks(WORDS);
    ImmutableList<String> hasty = attacks(WORDS + " --step-timeout 1");
    assertEquals("none", waiting.get(0));
    assertFalse(waiting.contains("slow"));
    assertTrue(hasty.contains("slow"));
    assertEquals(hasty.size(), waiting.size() + 1);
  }
}
