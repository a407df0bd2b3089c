package dev.garrison.runner.training;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread beside the training loop that does jobs in the order they were handed in. A failed job
 * stops the run at its next step. {@link #submit} and {@link #close} are the training loop's.
 */
final class Background implements AutoCloseable {
  private final ExecutorService thread;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  Background(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat(name).setDaemon(true).build());
  }

  /** Jobs handed in and not done yet. */
  int pending() {
    return pending.get();
  }

  /** Waits until there are fewer jobs than that. */
  void awaitFewer(int most) {
    synchronized (pending) {
      boolean interrupted = false;
      while (pending.get() >= most) {
        try {
          pending.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void submit(Runnable job) {
    rethrow();
    pending.incrementAndGet();
    thread.execute(
        () -> {
          try {
            job.run();
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            done();
          }
        });
  }

  private void done() {
    synchronized (pending) {
      pending.decrementAndGet();
      pending.notifyAll();
    }
  }

  /** Does what is left, then ends the thread and reports a failure, if any. */
  @Override
  public void close() {
    thread.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(thread);
    rethrow();
  }

  private void rethrow() {
    RuntimeException failed = failure.getAndSet(null);
    if (failed != null) {
      throw failed;
    }
  }
}
