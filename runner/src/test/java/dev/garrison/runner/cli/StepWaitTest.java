package dev.garrison.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.UserException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepWaitTest {
  @Test
  void secondsMayHaveFractions() {
    StepWait wait = new StepWait("0.25");
    assertEquals(Duration.ofMillis(250), wait.timeout().now());
    assertFalse(wait.isEndless());
  }

  @Test
  void noneIsForEverAndAdaptiveLearns() {
    assertTrue(new StepWait("none").isEndless());
    var adaptive = new StepWait("adaptive").timeout();
    adaptive.took(Duration.ofSeconds(1));
    assertEquals(Duration.ofSeconds(10), adaptive.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "1e9", "Infinity", "", "soon", "Adaptive"})
  void anythingElseIsRefused(String text) {
    UserException e = assertThrows(UserException.class, () -> new StepWait(text));
    assertEquals(
        "--step-timeout: expected seconds above 0, adaptive or none, got \"" + text + "\"",
        e.getMessage());
  }
}
