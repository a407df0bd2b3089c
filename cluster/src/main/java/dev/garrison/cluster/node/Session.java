package dev.garrison.cluster.node;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.Bench;
import dev.garrison.cluster.LogicalWorker;
import dev.garrison.cluster.LogicalWorkers;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.StateNames;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.ParameterBuffers;
import dev.garrison.experiments.Parameters;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A run on this node, as long as one connection: its workers, and threads that compute their
 * gradients in turn. The same worker's work is done one after the other. Any thread.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();

  private final OpenedRun run;
  private final Workshops workshops;
  private final Workshop workshop;
  private final Outbox<ToServer> outbox;
  private final Codec codec;
  private final ParameterBuffers buffers;
  private final BlockingQueue<Bench> benches = new LinkedBlockingQueue<>();
  private final ExecutorService threads;
  private final Optional<DatagramDesk> desk;
  private final ImmutableList<LogicalWorker> logical;
  private final ImmutableMap<Integer, HostedWorker> workers;

  /** This object and the evaluations under way are its parties. */
  private final Phaser users = new Phaser(1);

  /**
   * Builds everything, which may take long.
   *
   * @param outbox where answers go
   * @param later where answers wait that are held back
   * @param server address of the parameter server
   * @throws UserException if the run cannot take place here
   */
  Session(
      OpenedRun run,
      PluginRegistry registry,
      Workshops workshops,
      Outbox<ToServer> outbox,
      ScheduledExecutorService later,
      InetAddress server) {
    this.run = run;
    this.workshops = workshops;
    this.outbox = outbox;
    this.codec = ChosenCodec.of(registry, run.codec()).codec();
    this.workshop =
        workshops.take(new Workshop.Need(run.experiment(), run.workers().seed(), run.replica()));
    this.buffers = new ParameterBuffers(run.dimension());
    try {
      checkDimension();
      this.logical =
          LogicalWorkers.build(
              registry,
              workshop.experiment(),
              run.workers(),
              run.dimension(),
              run.hosted()::contains);
    } catch (RuntimeException e) {
      workshops.give(workshop);
      throw e;
    }
    try {
      this.desk = run.datagrams().map(plan -> desk(plan, codec, server));
    } catch (RuntimeException e) {
      logical.forEach(LogicalWorker::close);
      workshops.give(workshop);
      throw e;
    }
    int lanes = lanes(logical.size());
    this.threads =
        Executors.newFixedThreadPool(
            lanes, new ThreadFactoryBuilder().setNameFormat("worker-%d").setDaemon(true).build());
    for (int i = 0; i < lanes; i++) {
      benches.add(Bench.of(workshop.replica(), workshop.experiment(), codec));
    }
    this.workers =
        logical.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    LogicalWorker::id,
                    worker ->
                        new HostedWorker(
                            worker,
                            codec,
                            run.dimension(),
                            outbox,
                            threads,
                            benches,
                            later,
                            desk)));
  }

  private static DatagramDesk desk(OpenedRun.DatagramPlan plan, Codec codec, InetAddress server) {
    try {
      return new DatagramDesk(plan, codec, server);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("no way to send datagrams: " + e.getMessage(), e);
    }
  }

  private void checkDimension() {
    int here = workshop.replica().dimension();
    if (here != run.dimension()) {
      throw new UserException(
          "%s has %d parameters here, %d at the parameter server; are plugins and data the same?"
              .formatted(run.experiment().name(), here, run.dimension()));
    }
  }

  private int lanes(int hosted) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(hosted, cores / run.replica().workerThreads()));
  }

  OpenedRun run() {
    return run;
  }

  Codec codec() {
    return codec;
  }

  /** Where parameters are put together. */
  ParameterBuffers buffers() {
    return buffers;
  }

  /** Whether these are workers that live here. */
  boolean hosts(List<Integer> ids) {
    return workers.keySet().containsAll(ids);
  }

  /**
   * Has workers compute a step.
   *
   * @param ids workers that live here
   * @param parameters not closed here
   */
  void compute(long step, List<Integer> ids, Parameters parameters) {
    ids.forEach(id -> workers.get(id).ask(step, parameters.retain()));
  }

  /** Evaluates and answers, in the calling thread; after the end, nothing. */
  void evaluate(long step, Parameters parameters) {
    if (users.register() < 0) {
      return;
    }
    try {
      answer(step, parameters);
    } finally {
      users.arriveAndDeregister();
    }
  }

  private void answer(long step, Parameters parameters) {
    Evaluated.Builder answer = Evaluated.newBuilder().setStep(step);
    try {
      Evaluation evaluation =
          workshop
              .replica()
              .evaluate(
                  parameters, workshop.experiment().test(), workshop.experiment().evalBatchSize());
      answer.setLoss(evaluation.loss());
      evaluation.accuracy().ifPresent(answer::setAccuracy);
    } catch (RuntimeException e) {
      LOG.error("the evaluation of step {} failed", step, e);
      answer.setProblem(e.toString());
    }
    outbox.send(ToServer.newBuilder().setEvaluated(answer).build());
  }

  /** Sends what the workers remember, after what they are computing, in the calling thread. */
  void sendMemory(long request) {
    int channel = PieceHeader.memory(run.workers().count());
    workers.forEach(
        (id, worker) ->
            worker
                .state()
                .forEach(
                    (name, values) -> {
                      StateVector vector =
                          StateVector.newBuilder()
                              .setWorker(id)
                              .setName(name)
                              .setLength(values.length)
                              .setChannel(channel)
                              .build();
                      outbox.send(ToServer.newBuilder().setStateVector(vector).build());
                      outbox.send(
                          channel, request, PieceSource.of(values), values.length, () -> {});
                    }));
    StateSent sent = StateSent.newBuilder().setRequest(request).build();
    outbox.send(ToServer.newBuilder().setStateSent(sent).build());
  }

  /**
   * Gives the workers back what they are to go on from; those without any stay as they are.
   *
   * @param all by {@code workerN/name}
   * @throws IllegalArgumentException if something is missing or has the wrong length
   */
  void restore(Map<String, float[]> all) {
    workers.forEach(
        (id, worker) -> {
          Map<String, float[]> own = StateNames.unprefix("worker" + id, all);
          if (!own.isEmpty()) {
            worker.restore(own);
          }
        });
  }

  /** Ends the run here; waits for gradients and evaluations that are being computed. */
  @Override
  public void close() {
    users.awaitAdvance(users.arriveAndDeregister());
    workers.values().forEach(HostedWorker::close);
    threads.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
    desk.ifPresent(DatagramDesk::close);
    benches.forEach(Bench::close);
    logical.forEach(LogicalWorker::close);
    buffers.close();
    workshops.give(workshop);
  }
}
