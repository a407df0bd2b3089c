package dev.garrison.runner.training;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;

/** Says how good parameters are on the test examples. One thread at a time. */
interface Evaluator extends AutoCloseable {
  /**
   * Evaluates and waits for the result.
   *
   * @param step number of the step, for messages
   * @param parameters not closed here
   */
  Evaluation evaluate(long step, Parameters parameters);

  @Override
  default void close() {}
}
