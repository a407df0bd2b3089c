package dev.garrison.runner.internal;

import java.io.IOException;
import java.io.InputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Standard input as a leash: it ends when whoever started this process is gone. */
public final class EndOfInput {
  private static final Logger LOG = LogManager.getLogger();
  private static final int PIECE = 512;

  private EndOfInput() {}

  /**
   * Reads standard input to its end in a thread of its own, and drops what comes.
   *
   * @param atEnd called once
   */
  public static void watch(Runnable atEnd) {
    Thread thread =
        new Thread(
            () -> {
              drain(System.in);
              atEnd.run();
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
