package dev.garrison.cluster;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.experiments.Parameters;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/**
 * One worker's computation at one step. The answer is settled once: by the worker when it is done,
 * or by the server when it gives up waiting; an answer that comes after that is dropped and its row
 * goes back.
 */
final class Task implements Runnable {
  private final LogicalWorker worker;
  private final long step;
  private final Parameters parameters;
  private final RowBuffers rows;
  private final BlockingQueue<Bench> benches;
  private final WorkerTallies tallies;
  private final HalfTime half;
  private final CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
  private final CountDownLatch finished = new CountDownLatch(1);

  /**
   * @param parameters closed by this task when it is done
   * @param benches at least as many as there are threads
   * @param tallies told of an answer that comes too late
   * @param half told when the worker is done
   */
  Task(
      LogicalWorker worker,
      long step,
      Parameters parameters,
      RowBuffers rows,
      BlockingQueue<Bench> benches,
      WorkerTallies tallies,
      HalfTime half) {
    this.worker = worker;
    this.step = step;
    this.parameters = parameters;
    this.rows = rows;
    this.benches = benches;
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

  boolean isFinished() {
    return finished.getCount() == 0;
  }

  void awaitFinished() {
    Uninterruptibles.awaitUninterruptibly(finished);
  }

  @Override
  public void run() {
    float[] row = rows.take();
    Bench bench = Uninterruptibles.takeUninterruptibly(benches);
    Optional<Answer> result = Optional.empty();
    Throwable failure = null;
    try {
      OptionalDouble loss = worker.compute(step, parameters, bench.lane(), bench.batch(), row);
      if (loss.isPresent()) {
        result = Optional.of(new Answer(worker.id(), row, (float) loss.getAsDouble()));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    benches.add(bench);
    parameters.close();
    // Before the answer: whoever has it may give this worker its next task.
    finished.countDown();
    half.answered();
    boolean settled =
        failure == null ? answer.complete(result) : answer.completeExceptionally(failure);
    if (!settled && result.isPresent()) {
      tallies.late(worker.id());
    }
    if (!settled || result.isEmpty()) {
      rows.give(row);
    }
  }
}
