package dev.garrison.runner.signsgd;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.training.ObservedRun;
import dev.garrison.runner.training.Observer;
import dev.garrison.runner.training.ProgressView;
import java.io.PrintStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures the model after every epoch as each worker would: the loss and accuracy on the worker's
 * own training examples and on all test examples. All workers have the same model, so test scores
 * are the same for all. Byzantine workers, whose rows are forged, measure nothing.
 */
final class EpochRecorder implements Observer, AutoCloseable {
  private final SignSgdRequest request;
  private final int terminalWidth;
  private final PrintStream out;
  private final PrintStream err;
  private ObservedRun run;
  private MetricTables tables;
  private EpochBar bar;
  private long epoch;
  private Scores latest;

  /**
   * @param terminalWidth columns of the terminal that {@code err} is; 0 if it is none
   * @param out gets the metrics of all workers at verbosity 2
   * @param err gets the progress
   */
  EpochRecorder(SignSgdRequest request, int terminalWidth, PrintStream out, PrintStream err) {
    this.request = request;
    this.terminalWidth = terminalWidth;
    this.out = out;
    this.err = err;
  }

  @Override
  public void begin(ObservedRun observed) {
    run = observed;
    tables = new MetricTables(request.folder(), request, observed.shards().keySet());
  }

  @Override
  public ProgressView progress(long first, long last) {
    if (request.verbose() == 2) {
      return ProgressView.none();
    }
    bar = new EpochBar(err, terminalWidth, run.stepsPerEpoch(), last);
    return bar;
  }

  @Override
  public void evaluated(long step, Parameters parameters, Evaluation test) {
    if (step == 0 || step % run.stepsPerEpoch() != 0) {
      return;
    }
    TreeMap<Integer, Scores> workers = new TreeMap<>();
    run.shards()
        .forEach(
            (worker, shard) -> workers.put(worker, Scores.of(training(parameters, shard), test)));
    epoch = step / run.stepsPerEpoch();
    latest = Scores.mean(workers.values());
    tables.add(epoch, latest, workers);
    switch (request.verbose()) {
      case 1 -> bar.show(latest);
      case 2 -> print(workers);
      default -> {}
    }
  }

  private Evaluation training(Parameters parameters, int[] shard) {
    return run.replica()
        .evaluate(
            parameters,
            new ShardExamples(run.experiment().train(), shard),
            run.experiment().evalBatchSize());
  }

  private void print(SortedMap<Integer, Scores> workers) {
    StringBuilder text = new StringBuilder();
    workers.forEach((worker, scores) -> line(text, "worker " + worker, scores));
    line(text, "mean", latest);
    out.print(text);
  }

  private void line(StringBuilder text, String who, Scores scores) {
    text.append(
        "epoch %d/%d  %-10s  %s  %s%n"
            .formatted(epoch, request.study().epochs(), who, scores.training(), scores.test()));
  }

  /** Epochs that were measured. */
  long epoch() {
    return epoch;
  }

  /** Means after the last of them; empty if there is none. */
  Optional<Scores> latest() {
    return Optional.ofNullable(latest);
  }

  /** Brings what is left into the files. */
  @Override
  public void close() {
    if (tables != null) {
      tables.close();
    }
  }
}
