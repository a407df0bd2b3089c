package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.attacks.Attack;
import dev.garrison.core.PluginRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void leavesOutWhatOnlyCostsTime() {
    try (PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of())) {
      ImmutableList<String> waiting = Plan.allAttacks(registry, true);
      ImmutableList<String> hasty = Plan.allAttacks(registry, false);
      assertEquals("none", waiting.get(0));
      assertFalse(waiting.contains("slow"));
      assertTrue(hasty.contains("slow"));
      assertEquals(hasty.size(), waiting.size() + 1);
    }
  }
}
