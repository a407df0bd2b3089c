package dev.garrison.cluster.remote;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.HalfTime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a step waits for: how many of the workers asked have not answered, and how many sent a
 * proposal. Any thread; one, the training loop's, waits.
 */
final class StepBoard {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private HalfTime half = new HalfTime(0);
  private int waiting;
  private int proposals;
  private boolean poked;

  /**
   * A new step.
   *
   * @param time told of the workers' answers
   */
  void begin(HalfTime time) {
    lock.lock();
    half = time;
    waiting = 0;
    proposals = 0;
    lock.unlock();
  }

  /** One more worker is asked. */
  void asked() {
    lock.lock();
    waiting++;
    lock.unlock();
  }

  /** A worker asked is done with the step. */
  void settled(boolean proposal) {
    lock.lock();
    proposals += proposal ? 1 : 0;
    half.answered();
    lost();
    lock.unlock();
  }

  /** A worker asked is gone. */
  void lost() {
    lock.lock();
    waiting--;
    if (waiting == 0) {
      change.signalAll();
    }
    lock.unlock();
  }

  /** Something else happened that may matter to who waits. */
  void poke() {
    lock.lock();
    poked = true;
    change.signalAll();
    lock.unlock();
  }

  int proposals() {
    lock.lock();
    try {
      return proposals;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nobody is waited for, or for a time.
   *
   * @return whether nobody is waited for
   */
  boolean awaitAll(Duration time) {
    lock.lock();
    try {
      long deadline = System.nanoTime() + time.toNanos();
      while (waiting > 0 && pause(deadline)) {}
      return waiting == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until somebody has poked since the last time that was taken note of, or for a time. */
  void awaitPoke(Duration time) {
    lock.lock();
    try {
      long deadline = System.nanoTime() + time.toNanos();
      while (!poked && pause(deadline)) {}
      poked = false;
    } finally {
      lock.unlock();
    }
  }

  /** False when the time is over. */
  private boolean pause(long deadline) {
    long left = deadline - System.nanoTime();
    return left > 0
        && Uninterruptibles.awaitUninterruptibly(change, left, TimeUnit.NANOSECONDS)
        && deadline - System.nanoTime() > 0;
  }
}
