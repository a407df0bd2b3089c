package dev.garrison.runner.training;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One thread beside the training loop that does jobs in the order they were handed in. A failed job
 * stops the run at its next step, when {@link #check} is called. The training loop calls.
 */
final class Background implements AutoCloseable {
  private final ExecutorService thread;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

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

  /**
   * Has a job done after all others.
   *
   * @throws RuntimeException what a job before threw, which no one was told yet; or an error
   */
  void submit(Runnable job) {
    check();
    pending.incrementAndGet();
    boolean accepted = false;
    try {
      thread.execute(() -> run(job));
      accepted = true;
    } finally {
      // Where there is no memory for a thread, nobody should wait for the job.
      if (!accepted) {
        done();
      }
    }
  }

  private void run(Runnable job) {
    try {
      job.run();
    } catch (Throwable e) {
      // Also an error: memory that ran out must not pass for a job that is done.
      failure.compareAndSet(null, e);
    } finally {
      done();
    }
  }

  /**
   * Reports a failure, once.
   *
   * @throws RuntimeException what the first job that failed threw; or an error
   */
  void check() {
    Throwable failed = failure.getAndSet(null);
    if (failed != null) {
      Throwables.throwIfUnchecked(failed);
      throw new IllegalStateException(failed);
    }
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
    check();
  }
}
