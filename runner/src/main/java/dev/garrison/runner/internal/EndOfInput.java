package dev.garrison.runner.internal;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Standard input as a leash: it ends when whoever started this process is gone. */
public final class EndOfInput {
  private static final Logger LOG = LogManager.getLogger();
  private static final int PIECE = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FAILED = 1;

  private EndOfInput() {}

  /**
   * Reads standard input to its end in a thread of its own, and drops what comes. If the process is
   * still there a minute after that, it ends at once: nobody is left to end it.
   *
   * @param atEnd called once
   */
  public static void watch(Runnable atEnd) {
    watch(System.in, atEnd, PATIENCE, () -> Runtime.getRuntime().halt(FAILED));
  }

  static void watch(InputStream in, Runnable atEnd, Duration patience, Runnable halt) {
    Thread thread =
        new Thread(
            () -> {
              drain(in);
              atEnd.run();
              Uninterruptibles.sleepUninterruptibly(patience);
              LOG.error(
                  "standard input ended {} s ago, and this process did not: ending it at once",
                  patience.toSeconds());
              halt.run();
            },
            "end-of-input");
    thread.setDaemon(true);
    thread.start();
  }

  private static void drain(InputStream in) {
    byte[] dropped = new byte[PIECE];
    try {
      while (in.read(dropped) >= 0) {}
    } catch (IOException e) {
      LOG.warn("standard input cannot be read any more, which counts as its end", e);
    }
  }
}
