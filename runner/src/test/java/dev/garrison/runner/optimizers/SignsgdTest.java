package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignsgdTest extends OptimizerContract {
  @Override
  List<Case> cases() {
    return List.of(
        new Case("signsgd", oracle(0), Map.of()),
        new Case("signsgd,weight-decay:0.5", oracle(0.5), Map.of()));
  }

  static Oracle oracle(double decay) {
    return (x, a, rate, step, slots) -> x * (1 - rate * decay) - rate * Math.signum(a);
  }

  @Test
  void hasNoMomentum() {
    assertEquals(0, create("signsgd").workerMomentum());
    assertEquals(
        "signsgd: unknown argument \"momentum\"; arguments: weight-decay (float in [0, inf),"
            + " default 0)",
        refusal("signsgd,momentum:0.9"));
  }

  @Test
  void stepsBySignsAsTheGraphDoes() {
    SignSteps.agree("signsgd");
    SignSteps.agree("signsgd,weight-decay:0.3");
    // So much that the parameters change their signs
    SignSteps.agree("signsgd,weight-decay:30");
  }
}
