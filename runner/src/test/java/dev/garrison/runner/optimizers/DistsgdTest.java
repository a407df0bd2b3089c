package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistsgdTest extends OptimizerContract {
  @Override
  List<Case> cases() {
    Oracle oracle = (x, a, rate, step, slots) -> x - rate * a;
    return List.of(
        new Case("distsgd", oracle, Map.of()),
        // The sum is in the rate, which the server multiplies
        new Case("distsgd,momentum:0.9,reduce:sum", oracle, Map.of()));
  }

  @Test
  void leavesTheMomentumToTheWorkers() {
    assertEquals(0, create("distsgd").workerMomentum());
    assertEquals(0.9f, create("distsgd,momentum:0.9").workerMomentum());
  }

  @Test
  void aSumIsTheMeanTimesTheProposalsThatCame() {
    assertEquals(1, create("distsgd").rateFactor(7));
    assertEquals(1, create("distsgd,reduce:mean").rateFactor(7));
    assertEquals(7, create("distsgd,reduce:sum").rateFactor(7));
  }

  @Test
  void stepsBySignsAsTheGraphDoes() {
    SignSteps.agree("distsgd");
    SignSteps.agree("distsgd,reduce:sum");
  }

  @Test
  void refusesWhatItDoesNotHave() {
    assertEquals("distsgd: momentum: must be below 1, got 1.0", refusal("distsgd,momentum:1"));
    assertEquals(
        "distsgd: argument reduce (one of mean, sum, default mean): got \"total\"",
        refusal("distsgd,reduce:total"));
  }
}
