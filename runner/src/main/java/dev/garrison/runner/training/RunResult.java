package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import dev.garrison.experiments.Evaluation;
import dev.garrison.runner.records.WorkerTotals;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run came to.
 *
 * @param step updates made, those of earlier runs it went on from included
 * @param evaluation of the final parameters
 * @param bestAccuracy of all evaluations of this run; empty for a regression
 * @param stepsPerSecond without the first step
 * @param skipped steps at which nothing was applied
 * @param dir the run's folder, if it has one
 * @param timing AggregaThor's timing report, lines for people
 * @param workers what came of every worker's proposals, by id
 */
public record RunResult(
    long step,
    Evaluation evaluation,
    OptionalDouble bestAccuracy,
    double stepsPerSecond,
    long skipped,
    Optional<Path> dir,
    String timing,
    ImmutableList<WorkerTotals> workers) {

  /** {@code top1-X-acc 0.9731}, or {@code test loss 0.1123} for a regression. */
  static String quality(Evaluation evaluation) {
    return evaluation.accuracy().isPresent()
        ? String.format(Locale.ROOT, "top1-X-acc %.4f", evaluation.accuracy().getAsDouble())
        : String.format(Locale.ROOT, "test loss %.4f", evaluation.loss());
  }

  /** The workers that were not always there, lines for people; empty if there are none. */
  public String faults() {
    return WorkersTable.of(workers);
  }

  /** The last line on standard output: what scripts read. */
  public String line() {
    StringBuilder line = new StringBuilder("result: step=" + step);
    evaluation
        .accuracy()
        .ifPresent(
            accuracy -> line.append(String.format(Locale.ROOT, " top1-X-acc=%.4f", accuracy)));
    line.append(String.format(Locale.ROOT, " loss=%.4f", evaluation.loss()));
    line.append(String.format(Locale.ROOT, " steps-per-s=%.1f", stepsPerSecond));
    if (skipped > 0) {
      line.append(" skipped=").append(skipped);
    }
    dir.ifPresent(folder -> line.append(" dir=").append(folder));
    return line.toString();
  }
}
