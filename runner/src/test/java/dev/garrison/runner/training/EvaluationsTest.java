package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.cli.Cadence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EvaluationsTest {
  private static final int STEPS = 12;

  private final Semaphore allowed = new Semaphore(0);
  private final List<Long> recorded = new ArrayList<>();
  private final List<Float> seen = new ArrayList<>();

  /** One that is as slow as the test wants. */
  private Evaluation evaluate(long step, Parameters parameters) {
    allowed.acquireUninterruptibly();
    return new Evaluation(step, OptionalDouble.empty());
  }

  private Evaluations every(boolean wait) {
    return new Evaluations(
        this::evaluate,
        new Cadence(1, -1),
        wait,
        0,
        (step, parameters, evaluation) -> {
          assertEquals(step, evaluation.loss());
          float[] values = new float[1];
          parameters.copyTo(values);
          seen.add(values[0]);
          recorded.add(step);
        });
  }

  private static void train(Evaluations evaluations) {
    for (long step = 1; step <= STEPS; step++) {
      try (Parameters parameters = Parameters.copyOf(new float[] {step})) {
        evaluations.step(step, parameters);
      }
    }
  }

  @Test
  void thoseThatCannotKeepUpArePutOff() {
    try (Evaluations evaluations = every(false)) {
      train(evaluations);
      allowed.release(STEPS);
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), recorded);
    assertEquals(List.of(1f, 2f, 3f, 4f), seen);
  }

  @Test
  void theTrainingWaitsForThemWhereThatIsAskedFor() throws InterruptedException {
    try (Evaluations evaluations = every(true)) {
      Thread training = new Thread(() -> train(evaluations));
      training.start();
      for (int i = 0; i < STEPS; i++) {
        allowed.release();
      }
      training.join();
    }
    assertEquals(LongStream.rangeClosed(1, STEPS).boxed().toList(), recorded);
  }

  private static Evaluations exhausted(Cadence cadence) {
    Evaluator evaluator =
        (step, parameters) -> {
          throw new OutOfMemoryError("of the test's");
        };
    return new Evaluations(
        evaluator, cadence, true, 0, (step, parameters, evaluation) -> fail("recorded"));
  }

  @Test
  void anErrorOfTheLastOneIsNotTakenForItsEnd() {
    try (Evaluations evaluations = exhausted(new Cadence(1, -1));
        Parameters parameters = Parameters.copyOf(new float[] {1})) {
      OutOfMemoryError error =
          assertThrows(OutOfMemoryError.class, () -> evaluations.finish(1, parameters));
      assertEquals("of the test's", error.getMessage());
    }
  }

  @Test
  @Timeout(60)
  void anErrorStopsTheTrainingAtAStepThatIsNotEvaluated() {
    try (Evaluations evaluations = exhausted(new Cadence(1_000_000, -1));
        Parameters parameters = Parameters.copyOf(new float[] {1})) {
      evaluations.start(parameters);
      assertThrows(
          OutOfMemoryError.class,
          () -> {
            while (true) {
              evaluations.step(1, parameters);
              Thread.onSpinWait();
            }
          });
    }
  }

  @Test
  void theTrainingIsHeldWhileFourWait() throws InterruptedException {
    try (Evaluations evaluations = every(true)) {
      Thread training = new Thread(() -> train(evaluations));
      training.start();
      while (training.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertFalse(recorded.contains(1L), "evaluated without being allowed to");
      allowed.release(STEPS);
      training.join();
    }
    assertEquals(STEPS, recorded.size());
  }
}
