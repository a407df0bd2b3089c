package dev.garrison.runner.training;

import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.ModelExport;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.cli.Outputs;
import dev.garrison.runner.cli.Population;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.internal.EndOfInput;
import dev.garrison.runner.provenance.Provenance;
import dev.garrison.runner.state.Checkpoint;
import dev.garrison.runner.state.CheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One run from its configuration to its result line. {@link #prepare} finds every mistake of the
 * user's and writes nothing; {@link #run} trains. One thread calls.
 */
public final class Training implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();

  /** With nodes that are slow to come, once there are enough to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunConfig config;
  private final StopSignal stop;
  private final int terminalWidth;
  private final Optional<Observer> observer;
  private final Assembly parts;
  private final RunFolder folder;
  private final RunState state;
  private final Optional<CheckpointStore> store;
  private final Provenance provenance;
  private final long firstStep;
  private final boolean restored;

  private Training(
      PluginRegistry registry,
      RunConfig config,
      StopSignal stop,
      int terminalWidth,
      Optional<Observer> observer,
      Assembly parts,
      RunFolder folder) {
    this.config = config.inSteps(parts::stepsPerEpoch);
    this.stop = stop;
    this.terminalWidth = terminalWidth;
    this.observer = observer;
    this.parts = parts;
    this.folder = folder;
    this.state = new RunState(parts);
    this.provenance = new Provenance(registry);
    this.store = config.outputs().isNew() ? Optional.empty() : store(config.outputs());
    folder.claim();
    Optional<Checkpoint> latest = latest();
    this.restored = latest.isPresent();
    this.firstStep = latest.map(Checkpoint::step).orElse(0L);
    if (latest.isPresent()) {
      try (Checkpoint checkpoint = latest.get()) {
        restore(checkpoint);
      }
    } else {
      parts.server.initialize(parts.replica.initialParameters(config.numerics().seed()));
    }
  }

  /**
   * Builds everything and goes back to the latest checkpoint, if there is one. Before that takes
   * its time, it begins to watch standard input if the run is to end with it.
   *
   * @param registry closed by the caller, after this
   * @param stop asks the run to end
   * @param terminalWidth columns of the terminal that standard error is; 0 if it is none
   * @throws UserException if the configuration does not work out
   */
  public static Training prepare(
      PluginRegistry registry, RunConfig config, StopSignal stop, int terminalWidth) {
    Optional<Credentials> credentials = config.cluster().flatMap(Pools::credentials);
    if (config.behaviour().endWithInput()) {
      // From here on nobody else reads it, and it may take long until the run begins
      EndOfInput.watch(stop::ask);
    }
    Training training =
        prepare(registry, config, credentials, stop, terminalWidth, Optional.empty());
    RunWarnings.say(config, training.parts);
    return training;
  }

  /**
   * As above, for a program that looks on, and warns of what is strange about its own options.
   *
   * @param observer shows the progress, too
   */
  public static Training observed(
      PluginRegistry registry, RunConfig config, StopSignal stop, Observer observer) {
    Optional<Credentials> credentials = config.cluster().flatMap(Pools::credentials);
    return prepare(registry, config, credentials, stop, 0, Optional.of(observer));
  }

  private static Training prepare(
      PluginRegistry registry,
      RunConfig config,
      Optional<Credentials> credentials,
      StopSignal stop,
      int terminalWidth,
      Optional<Observer> observer) {
    Assembly parts = new Assembly(registry, config, credentials, stop);
    RunFolder folder = new RunFolder(config.outputs());
    try {
      return new Training(registry, config, stop, terminalWidth, observer, parts, folder);
    } catch (RuntimeException e) {
      folder.close();
      parts.close();
      throw e;
    }
  }

  private Optional<CheckpointStore> store(Outputs outputs) {
    return outputs
        .runDir()
        .map(
            dir ->
                new CheckpointStore(
                    dir, outputs.checkpointKeep(), config.numerics().workerThreads()));
  }

  private Optional<Checkpoint> latest() {
    try {
      return store.isPresent() ? store.get().latest() : Optional.empty();
    } catch (IOException e) {
      throw new UserException(
          "--checkpoint-dir " + config.outputs().runDir().orElseThrow() + ": cannot be read: " + e,
          e);
    }
  }

  private void restore(Checkpoint checkpoint) {
    state.restore(checkpoint);
    LOG.info("going on from the checkpoint of step {}", checkpoint.step());
    if (!checkpoint.run().equals(identity())) {
      LOG.warn(
          "the arguments differ from those the checkpoint was made with (see run.json): the result"
              + " is not that of one uninterrupted run");
    }
  }

  private String identity() {
    return provenance.identity(config).toString();
  }

  /**
   * Trains until the last step or a signal, then evaluates and saves.
   *
   * @return what it came to
   * @throws DivergedException if the loss is no longer a number
   */
  public RunResult run() {
    // The loop is one of the rule's threads: waking another one up for every rule would cost more
    // than small models' rules do.
    ForkJoinPool threads = new ForkJoinPool(config.numerics().aggregationThreads());
    try {
      return threads.invoke(ForkJoinTask.adapt(this::train));
    } finally {
      threads.shutdown();
    }
  }

  private RunResult train() {
    Population population = config.population();
    long last = config.maxSteps() > 0 ? firstStep + config.maxSteps() : 0;
    awaitNodes();
    Outputs outputs = folder.open();
    Optional<CheckpointStore> checkpointStore = store.or(() -> store(outputs));
    checkpointStore.ifPresent(this::refuseCheckpointsOfAnother);
    TimingReport timing = new TimingReport(parts.adversary.isPresent());
    outputs
        .runDir()
        .ifPresent(
            dir ->
                RunFolder.describe(
                    dir, provenance.json(config, parts.replica.dimension(), firstStep)));
    observer.ifPresent(looking -> looking.begin(ObservedRun.of(parts)));
    try (Records records = new Records(config.writing(outputs), firstStep, restored);
        Server server =
            new Server(parts, new HonestLoss(population), parts.server.current(), firstStep, stop);
        ProgressView progress = progress(last);
        Evaluations evaluations =
            new Evaluations(
                parts.evaluator,
                config.evaluation(),
                config.behaviour().evaluationWait(),
                firstStep,
                (step, parameters, evaluation) -> {
                  records.evaluation(step, evaluation);
                  observer.ifPresent(looking -> looking.evaluated(step, parameters, evaluation));
                  progress.evaluation(RunResult.quality(evaluation));
                });
        Checkpoints checkpoints =
            new Checkpoints(
                checkpointStore, state, identity(), config.checkpoint(), firstStep, restored)) {
      if (!restored) {
        evaluations.start(server.parameters());
        checkpoints.start();
      }
      try {
        boolean more = !stop.isAsked();
        while (more) {
          more =
              server.advance(
                  (report, step) -> {
                    boolean over = stop.isAsked() || (last > 0 && report.step() >= last);
                    timing.add(report);
                    records.step(report, step, evaluations.latest(), over);
                    progress.step(report.step(), report.loss());
                    trace(report);
                    refuseNonsense(report);
                    return !over;
                  });
          evaluations.step(server.step(), server.parameters());
          checkpoints.step(server.step());
        }
      } finally {
        records.workers(server.workers());
      }
      return finish(server, evaluations, checkpoints, timing, outputs);
    }
  }

  /** Where the folder was not there before: another run may have come and gone since. */
  private void refuseCheckpointsOfAnother(CheckpointStore there) {
    try {
      if (!restored && !there.isEmpty()) {
        throw new UserException(
            "--checkpoint-dir %s: another run has saved there meanwhile; give the command again to go"
                    .formatted(config.outputs().runDir().orElseThrow())
                + " on from that, or name another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitNodes() {
    try {
      parts.remote.ifPresent(pool -> pool.awaitNodes(PATIENCE));
    } catch (UserException e) {
      throw new UserException("--server: " + e.getMessage(), e);
    }
  }

  private RunResult finish(
      Server server,
      Evaluations evaluations,
      Checkpoints checkpoints,
      TimingReport timing,
      Outputs outputs) {
    Parameters parameters = server.parameters();
    Evaluation evaluation = evaluations.finish(server.step(), parameters);
    if (!Double.isFinite(evaluation.loss())) {
      throw new DivergedException(
          "step %d: the loss on the test examples is %s: the model diverged"
              .formatted(server.step(), evaluation.loss()));
    }
    checkpoints.finish(server.step());
    export(parameters);
    return new RunResult(
        server.step(),
        evaluation,
        evaluations.bestAccuracy(),
        timing.stepsPerSecond(),
        server.skipped(),
        outputs.runDir(),
        timing.text(),
        server.workers());
  }

  private void export(Parameters parameters) {
    config
        .outputs()
        .exportDir()
        .ifPresent(
            dir -> {
              float[] values = new float[parameters.dimension()];
              parameters.copyTo(values);
              ModelExport.savedModel(
                  dir, parts.experiment.model(), parts.experiment.train().shape(), values);
            });
  }

  private void trace(StepReport report) {
    if (config.behaviour().trace()) {
      System.err.println("step " + report.step() + ": " + report.times());
    }
  }

  private static void refuseNonsense(StepReport report) {
    if (!report.skipped() && !Double.isFinite(report.gradientNorm())) {
      throw new DivergedException(
          "step %d: the aggregate is not finite: the model diverged".formatted(report.step()));
    }
    // Without any honest answer there is no loss to judge by; such a step is skipped and said so.
    boolean judged = !(Double.isNaN(report.loss()) && report.skipped());
    if (judged && !Double.isFinite(report.loss())) {
      throw new DivergedException(
          "step %d: the loss of the honest workers is not finite: the model diverged"
              .formatted(report.step()));
    }
  }

  private ProgressView progress(long last) {
    if (observer.isPresent()) {
      return observer.get().progress(firstStep, last);
    }
    if (!config.behaviour().progress()) {
      return ProgressView.none();
    }
    return terminalWidth > 0
        ? new ProgressOnTerminal(System.err, firstStep, last, terminalWidth)
        : new ProgressLines(System.err, firstStep, last);
  }

  @Override
  public void close() {
    // What is written is written before another run may have the folder.
    try (folder) {
      parts.close();
    }
  }
}
