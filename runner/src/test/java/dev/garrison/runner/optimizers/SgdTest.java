package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SgdTest extends OptimizerContract {
  @Override
  List<Case> cases() {
    return List.of(new Case("sgd", (x, a, rate, step, slots) -> x - rate * a, Map.of()));
  }

  @Test
  void stepsBySignsAsTheGraphDoes() {
    SignSteps.agree("sgd");
  }

  @Test
  void hasNoArguments() {
    assertEquals(
        "sgd: unknown argument \"momentum\"; it has no arguments", refusal("sgd,momentum:0.9"));
  }
}
