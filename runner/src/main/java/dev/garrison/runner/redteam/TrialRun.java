package dev.garrison.runner.redteam;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.training.DivergedException;
import dev.garrison.runner.training.RunResult;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;

/** Trains once, in this process. */
final class TrialRun {
  private TrialRun() {}

  /**
   * @param stop ends the run early; what is returned then is no trial
   * @throws UserException if the run cannot be made, or is no classification
   */
  static Trial run(PluginRegistry registry, RunConfig config, StopSignal stop, TrialKey key) {
    try (Training training = Training.prepare(registry, config, stop, 0)) {
      long start = System.nanoTime();
      try {
        RunResult result = training.run();
        double last =
            result
                .evaluation()
                .accuracy()
                .orElseThrow(
                    () ->
                        new UserException(
                            "--experiment: a red team compares accuracies, and a regression has"
                                + " none, got \""
                                + config.experiment()
                                + "\""));
        double best = result.bestAccuracy().orElse(last);
        return new Trial(key, last, best, false, result.skipped(), since(start));
      } catch (DivergedException e) {
        return new Trial(key, 0, 0, true, 0, since(start));
      }
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
