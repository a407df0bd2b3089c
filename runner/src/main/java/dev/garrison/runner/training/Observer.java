package dev.garrison.runner.training;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;

/** Looks on at a run for a program that wants more of it than the runner's own files. */
public interface Observer {
  /** Called once, before the first step, when the run's folder is there. */
  void begin(ObservedRun run);

  /**
   * Shows a person how far the run is.
   *
   * @param first updates made before this run
   * @param last step it ends at, or a non-positive number if it does not
   * @return closed by the training
   */
  ProgressView progress(long first, long last);

  /**
   * Called after every evaluation, in their order, on the evaluating thread, which waits.
   *
   * @param step updates made so far
   * @param parameters what was evaluated; not closed here
   * @param test on the test examples
   */
  void evaluated(long step, Parameters parameters, Evaluation test);
}
