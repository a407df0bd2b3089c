package dev.garrison.runner.training;

import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.cluster.Answer;
import dev.garrison.experiments.Evaluation;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.records.EvaluationFile;
import dev.garrison.runner.records.EvaluationLine;
import dev.garrison.runner.records.MetricsFile;
import dev.garrison.runner.records.StepMetrics;
import dev.garrison.runner.records.SummaryFile;
import dev.garrison.runner.records.WorkerTotals;
import dev.garrison.runner.records.WorkersFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves on disk beside its checkpoints: metrics of every step, evaluations, summaries,
 * plots. The training loop calls; a thread of this object's writes, so that no disk makes the
 * training wait.
 */
final class Records implements AutoCloseable {
  private static final String METRICS = "metrics.csv";
  private static final String WORKERS = "workers.csv";
  private static final int FLUSH_EVERY = 100;

  private final RunConfig config;
  private final boolean restored;
  private final Background background = new Background("records");
  private final Trigger summaryTrigger;
  private final Optional<MetricsFile> metrics;
  private final Optional<EvaluationFile> evaluations;
  private final Optional<SummaryFile> summaries;
  private boolean started;

  /**
   * Opens the files, their folders made if need be.
   *
   * @param firstStep updates made before
   * @param restored whether the run goes on from a checkpoint of that step
   */
  Records(RunConfig config, long firstStep, boolean restored) {
    this.config = config;
    this.restored = restored;
    this.summaryTrigger = new Trigger(config.summary(), firstStep);
    boolean summarize = config.summary().isEnabled();
    try {
      Optional<Path> metricsPath = config.outputs().runDir().map(dir -> dir.resolve(METRICS));
      metrics =
          metricsPath.isPresent()
              ? Optional.of(new MetricsFile(metricsPath.get(), firstStep))
              : Optional.empty();
      Optional<Path> evaluationPath = config.outputs().evaluationFile();
      evaluations =
          evaluationPath.isPresent() && config.evaluation().isEnabled()
              ? Optional.of(new EvaluationFile(evaluationPath.get()))
              : Optional.empty();
      Optional<Path> summaryPath = config.outputs().summaryDir();
      summaries =
          summaryPath.isPresent() && summarize
              ? Optional.of(
                  new SummaryFile(summaryPath.get(), firstStep, config.numerics().workerThreads()))
              : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Notes one step.
   *
   * @param evaluation the latest there is
   * @param last whether no other step follows
   */
  void step(StepReport report, Step step, Optional<Evaluation> evaluation, boolean last) {
    background.check();
    metrics.ifPresent(file -> background.submit(() -> append(file, report)));
    boolean first = !started && !restored;
    started = true;
    boolean due = first || last || summaryTrigger.isDue(report.step());
    if (summaries.isPresent() && due && background.pending() <= FLUSH_EVERY) {
      Step kept = step.retain();
      background.submit(
          () -> {
            try (kept) {
              summaries.get().scalars(report.step(), scalars(report, kept, evaluation));
            }
          });
      summaryTrigger.done(report.step());
    }
  }

  /** Notes an evaluation; on any thread, returns when it is in the file. */
  void evaluation(long step, Evaluation evaluation) {
    evaluations.ifPresent(
        file -> {
          try {
            file.append(EvaluationLine.of(now(), step, evaluation));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Writes what has come of every worker's proposals since the run was started or resumed. */
  void workers(List<WorkerTotals> workers) {
    config
        .outputs()
        .runDir()
        .ifPresent(
            dir -> {
              try {
                WorkersFile.write(dir.resolve(WORKERS), workers);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private void append(MetricsFile file, StepReport report) {
    PhaseTimes times = report.times();
    try {
      file.append(
          new StepMetrics(
              report.step(),
              now(),
              report.loss(),
              report.learningRate(),
              report.gradientNorm(),
              PhaseTimes.ms(times.compute()),
              PhaseTimes.ms(times.attack()),
              report.defenceRuns(),
              PhaseTimes.ms(times.aggregate()),
              PhaseTimes.ms(times.apply()),
              report.proposals(),
              report.attendance().excluded(),
              report.attendance().missing(),
              report.attendance().late(),
              report.attendance().malformed(),
              report.skipped(),
              report.traffic().sent(),
              report.traffic().received()));
      if (report.step() % FLUSH_EVERY == 0) {
        file.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImmutableSortedMap<String, Float> scalars(
      StepReport report, Step step, Optional<Evaluation> evaluation) {
    ImmutableSortedMap.Builder<String, Float> values = ImmutableSortedMap.naturalOrder();
    values.put("train/mean-honest-loss", (float) report.loss());
    values.put("train/learning-rate", report.learningRate());
    evaluation.ifPresent(
        result -> {
          values.put("evaluation/loss", (float) result.loss());
          result
              .accuracy()
              .ifPresent(
                  share -> values.put("evaluation/" + EvaluationLine.ACCURACY, (float) share));
        });
    if (!report.skipped()) {
      values.put("train/gradient-norm", (float) report.gradientNorm());
      for (Answer answer : step.answers()) {
        double squared = Vectors.squaredDistance(answer.row(), step.aggregate());
        values.put("distance-to-aggregate/worker-" + answer.worker(), (float) Math.sqrt(squared));
      }
    }
    return values.buildOrThrow();
  }

  private static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  /** Writes what is left, closes the files and draws the plots. */
  @Override
  public void close() {
    background.close();
    try {
      if (metrics.isPresent()) {
        metrics.get().close();
      }
      if (evaluations.isPresent()) {
        evaluations.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    summaries.ifPresent(SummaryFile::close);
    config
        .outputs()
        .runDir()
        .ifPresent(
            dir ->
                RunPlots.draw(
                    config, dir, dir.resolve(METRICS), config.outputs().evaluationFile()));
  }
}
