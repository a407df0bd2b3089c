package dev.garrison.runner.schedules;

import static dev.garrison.runner.schedules.ScheduleTesting.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepDecayTest {
  @Test
  void fallsByATenthEveryThirtyEpochs() {
    LearningRate rate = ScheduleTesting.create("step-decay", () -> 67);
    assertEquals(1e-3f, rate.at(0));
    assertEquals(1e-3f, rate.at(30 * 67 - 1));
    assertEquals(1e-4f, rate.at(30 * 67));
    assertEquals(1e-4f, rate.at(60 * 67 - 1));
    assertEquals(1e-5f, rate.at(60 * 67));
  }

  @Test
  void followsItsArguments() {
    LearningRate rate =
        ScheduleTesting.create("step-decay,initial-rate:2,decay-step:1,decay-rate:0.5", () -> 3);
    assertEquals(2f, rate.at(2));
    assertEquals(1f, rate.at(3));
    assertEquals(0.25f, rate.at(11));
  }

  @Test
  void isBuiltBeforeTheLengthOfAnEpochIsKnown() {
    ScheduleTesting.create(
        "step-decay",
        () -> {
          throw new AssertionError("asked for the length of an epoch");
        });
  }

  /** The last two: not even a batch, and examples that do not go round. */
  @ParameterizedTest
  @CsvSource({
    "8000, 10, 12, 67",
    "8000, 10, 10, 80",
    "8000, 9, 14, 64",
    "8000, 9, 111, 8",
    "60000, 10, 12, 500",
    "7, 3, 32, 1",
    "8, 3, 1, 2"
  })
  void anEpochIsAWorkersExamplesInBatches(long examples, int workers, int batch, long steps) {
    assertEquals(steps, StepsPerEpoch.of(examples, workers, batch));
  }

  @Test
  void refusesADecayOfNoEpochs() {
    assertEquals(
        "step-decay: argument decay-step (long in [1, inf), default 30): got \"0\"",
        refusal("step-decay,decay-step:0"));
  }

  @Test
  void saysWhatItNeeds() {
    assertEquals(
        "step-decay: needs the length of an epoch (StepsPerEpoch), which is not provided here;"
            + " provided: nothing",
        refusal("step-decay"));
  }
}
