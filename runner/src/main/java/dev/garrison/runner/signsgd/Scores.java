package dev.garrison.runner.signsgd;

import dev.garrison.experiments.Evaluation;
import java.util.Collection;
import java.util.Locale;

/**
 * How good the model is after an epoch, for one worker or as the mean over workers. Accuracies are
 * shares in [0, 1], NaN for a regression.
 *
 * @param trainingLoss on the worker's examples
 * @param trainingAcc on the worker's examples
 * @param testLoss on all test examples
 * @param testAcc on all test examples
 */
record Scores(double trainingLoss, double trainingAcc, double testLoss, double testAcc) {
  static Scores of(Evaluation training, Evaluation test) {
    return new Scores(
        training.loss(),
        training.accuracy().orElse(Double.NaN),
        test.loss(),
        test.accuracy().orElse(Double.NaN));
  }

  /** The mean of at least one. */
  static Scores mean(Collection<Scores> all) {
    return new Scores(
        all.stream().mapToDouble(Scores::trainingLoss).average().orElseThrow(),
        all.stream().mapToDouble(Scores::trainingAcc).average().orElseThrow(),
        all.stream().mapToDouble(Scores::testLoss).average().orElseThrow(),
        all.stream().mapToDouble(Scores::testAcc).average().orElseThrow());
  }

  /** {@code training loss 0.1234 acc 95.12%}, without the accuracy for a regression. */
  String training() {
    return "training " + text(trainingLoss, trainingAcc);
  }

  /** {@code test loss 0.1234 acc 95.12%}, without the accuracy for a regression. */
  String test() {
    return "test " + text(testLoss, testAcc);
  }

  private static String text(double loss, double acc) {
    String text = String.format(Locale.ROOT, "loss %.4f", loss);
    return Double.isNaN(acc) ? text : text + String.format(Locale.ROOT, " acc %.2f%%", 100 * acc);
  }
}
