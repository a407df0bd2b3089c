package dev.garrison.runner.training;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * SIGINT, SIGTERM and SIGHUP as a wish: the first asks the run to finish its step and close in
 * order, a second SIGINT ends the process at once. One that whoever started the process has it
 * ignore, as nohup does with SIGHUP, stays ignored: the JVM sees to that. Any thread.
 */
public final class StopSignal {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();

  /** Handles the signals of this process from now on. */
  public static StopSignal install() {
    StopSignal stop = new StopSignal();
    Signal.handle(new Signal("INT"), signal -> stop.interrupt());
    Signal.handle(new Signal("TERM"), signal -> stop.ask());
    Signal.handle(new Signal("HUP"), signal -> stop.ask());
    return stop;
  }

  /** Asks the run to stop. */
  public void ask() {
    asked.countDown();
    actions.forEach(Runnable::run);
  }

  /** Has something done when somebody asks, at once if somebody has; more than once, too. */
  public void whenAsked(Runnable action) {
    actions.add(action);
    if (isAsked()) {
      action.run();
    }
  }

  /** Whether anybody asked. */
  public boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Waits until somebody asks. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Waits for a while; whether somebody asked. */
  boolean await(long millis) throws InterruptedException {
    return asked.await(millis, TimeUnit.MILLISECONDS);
  }

  private void interrupt() {
    if (isAsked()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    ask();
  }
}
