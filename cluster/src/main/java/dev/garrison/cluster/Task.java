package dev.garrison.cluster;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.attacks.Misbehaviour;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One worker's computation at one step. The answer is settled once: by the worker when it is done,
 * or by the server when it gives up waiting; an answer that comes after that is dropped and its row
 * goes back.
 */
final class Task implements Runnable {
  private final LogicalWorker worker;
  private final long step;
  private final Parameters parameters;
  private final RowBuffers<Payload> rows;
  private final Codec codec;
  private final BlockingQueue<Bench> benches;
  private final ScheduledExecutorService later;
  private final WorkerTallies tallies;
  private final HalfTime half;
  private final CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
  private final CountDownLatch computed = new CountDownLatch(1);
  private volatile boolean finished;

  /**
   * @param parameters closed by this task when it is done
   * @param benches at least as many as there are threads
   * @param codec of the proposals
   * @param later where an answer waits that its worker holds back
   * @param tallies told of an answer that comes too late
   * @param half told when the worker is done
   */
  Task(
      LogicalWorker worker,
      long step,
      Parameters parameters,
      RowBuffers<Payload> rows,
      Codec codec,
      BlockingQueue<Bench> benches,
      ScheduledExecutorService later,
      WorkerTallies tallies,
      HalfTime half) {
    this.worker = worker;
    this.step = step;
    this.parameters = parameters;
    this.rows = rows;
    this.codec = codec;
    this.benches = benches;
    this.later = later;
    this.tallies = tallies;
    this.half = half;
  }

  int worker() {
    return worker.id();
  }

  Future<Optional<Answer>> answer() {
    return answer;
  }

  /** Settles for no answer, unless one has just come. */
  Optional<Answer> giveUp() {
    answer.complete(Optional.empty());
    return answer.join();
  }

  /** Whether the worker may be given its next task. */
  boolean isFinished() {
    return finished;
  }

  /** Waits until what the worker remembers is that of after this step; it may answer later. */
  void awaitComputed() {
    Uninterruptibles.awaitUninterruptibly(computed);
  }

  @Override
  public void run() {
    Payload row = rows.take();
    Runnable then;
    Duration delay = Duration.ZERO;
    Bench bench = Uninterruptibles.takeUninterruptibly(benches);
    try {
      float[] vector = bench.vector(row);
      Computed outcome = worker.compute(step, parameters, bench.lane(), bench.batch(), vector);
      codec.code(vector, row);
      then = () -> answer(outcome, row);
      delay = outcome.delay();
    } catch (RuntimeException | Error e) {
      then = () -> fail(e, row);
    }
    benches.add(bench);
    parameters.close();
    computed.countDown();
    if (delay.isZero()) {
      then.run();
    } else {
      later.schedule(then, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** There is no wire here: of a misbehaviour, what the server makes of it. */
  private void answer(Computed outcome, Payload row) {
    Optional<Misbehaviour.Kind> breach = outcome.misbehaviour().map(Misbehaviour::kind);
    if (outcome.sent() && breach.filter(Misbehaviour.Kind::isMalformed).isPresent()) {
      tallies.malformed(worker.id());
    }
    if (outcome.sent() && breach.filter(Misbehaviour.Kind::isLate).isPresent()) {
      tallies.late(worker.id());
    }
    boolean arrives = outcome.sent() && breach.map(Misbehaviour.Kind::arrives).orElse(true);
    settle(
        arrives ? Optional.of(new Answer(worker.id(), row, outcome.loss())) : Optional.empty(),
        row);
  }

  private void settle(Optional<Answer> result, Payload row) {
    finish();
    boolean used = answer.complete(result);
    if (!used && result.isPresent()) {
      tallies.late(worker.id());
    }
    if (!used || result.isEmpty()) {
      rows.give(row);
    }
  }

  private void fail(Throwable failure, Payload row) {
    finish();
    answer.completeExceptionally(failure);
    rows.give(row);
  }

  /** Before the answer: whoever has it may give this worker its next task. */
  private void finish() {
    finished = true;
    half.answered();
  }
}
