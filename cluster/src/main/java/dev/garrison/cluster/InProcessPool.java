package dev.garrison.cluster;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.StateNames;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All workers in this process: threads that take turns at one TensorFlow session. The number of
 * threads changes nothing but the time.
 */
public final class InProcessPool implements WorkerPool {
  private final ImmutableList<LogicalWorker> workers;
  private final Codec codec;
  private final RowBuffers<Payload> rows;
  private final Optional<CodedParameters> coded;
  private final BlockingQueue<Bench> benches = new LinkedBlockingQueue<>();
  private final ExecutorService threads;
  private final ScheduledExecutorService later;
  private final StepTimeout timeout;
  private final WorkerTallies tallies;
  private final Map<Integer, Task> running = new HashMap<>();

  /**
   * @param registry where attacks are built from
   * @param experiment the data
   * @param replica the graph; closed by the caller, after this pool
   * @param settings of the run
   * @param codec what proposals go through, and maybe parameters, though nothing travels
   * @param parallelism how many gradients are computed at a time, at least 1
   * @param timeout when a step stops waiting
   */
  public InProcessPool(
      PluginRegistry registry,
      Experiment experiment,
      Replica replica,
      WorkerSettings settings,
      Codec codec,
      int parallelism,
      StepTimeout timeout) {
    this.workers = LogicalWorkers.build(registry, experiment, settings, replica.dimension());
    this.codec = codec;
    this.rows = new RowBuffers<>(() -> codec.payload(replica.dimension()));
    this.coded =
        codec.codesParameters()
            ? Optional.of(new CodedParameters(codec, replica.dimension()))
            : Optional.empty();
    this.timeout = timeout;
    this.tallies = new WorkerTallies(settings.count());
    this.threads =
        Executors.newFixedThreadPool(
            parallelism, new ThreadFactoryBuilder().setNameFormat("worker-%d").build());
    this.later =
        Executors.newSingleThreadScheduledExecutor(
            new ThreadFactoryBuilder().setNameFormat("late-answers").build());
    for (int i = 0; i < parallelism; i++) {
      benches.add(Bench.of(replica, experiment, codec));
    }
  }

  @Override
  public Round step(Broadcast broadcast) {
    try (Parameters seen = seen(broadcast.parameters())) {
      return compute(broadcast.step(), seen);
    }
  }

  /** What the workers get to see of the parameters. */
  private Parameters seen(Parameters parameters) {
    return coded.isPresent() ? coded.get().of(parameters) : parameters.retain();
  }

  private Round compute(long step, Parameters parameters) {
    running.values().removeIf(Task::isFinished);
    long deadline = System.nanoTime() + timeout.now().toNanos();
    List<LogicalWorker> idle = new ArrayList<>(workers);
    idle.removeIf(worker -> running.containsKey(worker.id()));
    HalfTime half = new HalfTime(idle.size());
    List<Task> asked = new ArrayList<>();
    for (LogicalWorker worker : idle) {
      Task task =
          new Task(worker, step, parameters.retain(), rows, codec, benches, later, tallies, half);
      running.put(worker.id(), task);
      asked.add(task);
      threads.execute(task);
    }
    ImmutableList.Builder<Answer> came = ImmutableList.builder();
    for (Task task : asked) {
      await(task, deadline).ifPresent(came::add);
    }
    timeout.took(half.elapsed());
    Round round = new Round(came.build(), rows::give);
    count(round);
    return round;
  }

  private static Optional<Answer> await(Task task, long deadline) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Uninterruptibles.getUninterruptibly(task.answer(), left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return task.giveUp();
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), UserException.class);
      throw new IllegalStateException(
          "worker " + task.worker() + " failed: " + e.getCause(), e.getCause());
    }
  }

  private void count(Round round) {
    Set<Integer> present = new HashSet<>();
    round.answers().forEach(answer -> present.add(answer.worker()));
    for (LogicalWorker worker : workers) {
      if (present.contains(worker.id())) {
        tallies.onTime(worker.id());
      } else {
        tallies.missing(worker.id());
      }
    }
  }

  @Override
  public ImmutableList<WorkerCounts> counts() {
    return tallies.counts();
  }

  @Override
  public TrafficCounts traffic() {
    return TrafficCounts.NONE;
  }

  @Override
  public Map<String, float[]> state() {
    running.values().forEach(Task::awaitComputed);
    Map<String, float[]> all = new HashMap<>();
    for (LogicalWorker worker : workers) {
      all.putAll(StateNames.prefix("worker" + worker.id(), worker.state()));
    }
    return all;
  }

  @Override
  public void restore(Map<String, float[]> state) {
    for (LogicalWorker worker : workers) {
      worker.restore(StateNames.unprefix("worker" + worker.id(), state));
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
    later.shutdownNow();
    benches.forEach(Bench::close);
    coded.ifPresent(CodedParameters::close);
    workers.forEach(LogicalWorker::close);
  }
}
