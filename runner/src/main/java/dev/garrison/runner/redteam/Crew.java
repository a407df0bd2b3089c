package dev.garrison.runner.redteam;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.runner.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Several makers that share the runs to be made: each takes the next one when it is done with its
 * last.
 */
final class Crew {
  private final List<? extends TrialMaker> makers;
  private final StopSignal stop;
  private final Tally tally;
  private final Display display;
  private final Queue<TrialKey> open;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param makers at least one, closed by the caller
   * @param stop ends all of them; runs that are not over then do not count
   * @param tally gets what counts
   * @param display told after the tally
   */
  Crew(
      List<? extends TrialMaker> makers,
      List<TrialKey> keys,
      StopSignal stop,
      Tally tally,
      Display display) {
    this.makers = makers;
    this.stop = stop;
    this.tally = tally;
    this.display = display;
    this.open = new ConcurrentLinkedQueue<>(keys);
  }

  /**
   * Makes the runs; returns when all are over, or a signal came.
   *
   * @throws RuntimeException the first failure of a run; the others were ended
   */
  void work() {
    stop.whenAsked(() -> makers.forEach(TrialMaker::close));
    List<Thread> others = new ArrayList<>();
    for (TrialMaker maker : makers.subList(1, makers.size())) {
      Thread thread = new Thread(() -> work(maker), "red-team-" + (others.size() + 2));
      others.add(thread);
      thread.start();
    }
    work(makers.get(0));
    others.forEach(Uninterruptibles::joinUninterruptibly);
    if (failure.get() != null && !stop.isAsked()) {
      Throwables.throwIfUnchecked(failure.get());
    }
  }

  private void work(TrialMaker maker) {
    try {
      for (TrialKey key = next(); key != null; key = next()) {
        tally.started(key);
        Trial trial = maker.make(key);
        if (!stop.isAsked()) {
          finished(trial);
        }
      }
    } catch (RuntimeException | Error e) {
      if (failure.compareAndSet(null, e)) {
        makers.forEach(TrialMaker::close);
      }
    }
  }

  /** One at a time, so that what is displayed counts up. */
  private synchronized void finished(Trial trial) {
    tally.finished(trial);
    display.finished(trial);
  }

  private TrialKey next() {
    return stop.isAsked() || failure.get() != null ? null : open.poll();
  }
}
