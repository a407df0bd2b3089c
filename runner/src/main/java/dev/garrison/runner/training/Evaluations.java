package dev.garrison.runner.training;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.cli.Cadence;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Evaluates the model beside training, on the parameters of exactly the step it is due at. If it
 * cannot keep up, the next evaluation is put off, never the training; or the training waits, if
 * that is asked for. {@link #latest} is safe from any thread, the rest is the training loop's.
 */
final class Evaluations implements AutoCloseable {
  /** How many parameter vectors may wait: each is kept in memory. */
  private static final int MOST_PENDING = 4;

  private final Evaluator evaluator;
  private final Trigger trigger;
  private final boolean wait;
  private final Record record;
  private final Background background = new Background("evaluation");
  private boolean submitted;
  private volatile Evaluation latest;
  private volatile double bestAccuracy = Double.NaN;

  /** What is done with an evaluation. */
  @FunctionalInterface
  interface Record {
    /**
     * Takes it down; on the evaluating thread.
     *
     * @param parameters what was evaluated; not closed here
     */
    void accept(long step, Parameters parameters, Evaluation evaluation);
  }

  /**
   * @param evaluator closed by the caller, after this
   * @param wait whether the training waits for evaluations that cannot keep up
   * @param step updates made before
   * @param record called with every evaluation, on another thread
   */
  Evaluations(Evaluator evaluator, Cadence cadence, boolean wait, long step, Record record) {
    this.evaluator = evaluator;
    this.trigger = new Trigger(cadence, step);
    this.wait = wait;
    this.record = record;
  }

  /** The first one of a run that does not go on from a checkpoint. */
  void start(Parameters parameters) {
    if (trigger.isEnabled()) {
      submit(trigger.lastStep(), parameters);
    }
  }

  void step(long step, Parameters parameters) {
    background.check();
    if (!trigger.isDue(step)) {
      return;
    }
    if (wait) {
      background.awaitFewer(MOST_PENDING);
    }
    if (background.pending() < MOST_PENDING) {
      submit(step, parameters);
    }
  }

  /**
   * The last one of a run; waits for it.
   *
   * @return how good the parameters are, also if evaluations are not asked for
   */
  Evaluation finish(long step, Parameters parameters) {
    if (!trigger.isEnabled()) {
      note(evaluator.evaluate(step, parameters));
      return latest;
    }
    if (!submitted || trigger.lastStep() != step) {
      submit(step, parameters);
    }
    background.close();
    return latest;
  }

  Optional<Evaluation> latest() {
    return Optional.ofNullable(latest);
  }

  /** The best accuracy so far; empty for a regression. */
  OptionalDouble bestAccuracy() {
    return Double.isNaN(bestAccuracy) ? OptionalDouble.empty() : OptionalDouble.of(bestAccuracy);
  }

  /** On one thread at a time: the evaluating one, or the training loop's when there is none. */
  private void note(Evaluation evaluation) {
    latest = evaluation;
    evaluation
        .accuracy()
        .ifPresent(accuracy -> bestAccuracy = bestAccuracy >= accuracy ? bestAccuracy : accuracy);
  }

  private void submit(long step, Parameters parameters) {
    Parameters kept = parameters.retain();
    background.submit(
        () -> {
          try (kept) {
            Evaluation evaluation = evaluator.evaluate(step, kept);
            note(evaluation);
            record.accept(step, kept, evaluation);
          }
        });
    trigger.done(step);
    submitted = true;
  }

  @Override
  public void close() {
    background.close();
  }
}
