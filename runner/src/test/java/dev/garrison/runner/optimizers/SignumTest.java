package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignumTest extends OptimizerContract {
  @Override
  List<Case> cases() {
    return List.of(
        new Case("signum", SignsgdTest.oracle(0), Map.of()),
        new Case("signum,momentum:0.5,weight-decay:0.5", SignsgdTest.oracle(0.5), Map.of()));
  }

  @Test
  void leavesTheMomentumToTheWorkers() {
    assertEquals(0.9f, create("signum").workerMomentum());
    assertEquals(0.25f, create("signum,momentum:0.25").workerMomentum());
    assertEquals(1, create("signum").rateFactor(7));
  }

  @Test
  void stepsBySignsAsTheGraphDoes() {
    SignSteps.agree("signum");
    SignSteps.agree("signum,weight-decay:0.01");
  }

  @Test
  void refusesAMomentumThatNeverTakesAnythingIn() {
    assertEquals("signum: momentum: must be below 1, got 1.0", refusal("signum,momentum:1"));
  }

  @Test
  void refusesANegativeWeightDecay() {
    assertEquals(
        "signum: argument weight-decay (float in [0, inf), default 0): got \"-1\"",
        refusal("signum,weight-decay:-1"));
  }
}
