package dev.garrison.deploy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * SIGINT, SIGTERM and SIGHUP as a wish to take the cluster down; a second SIGINT ends this process
 * at once, and with it, by themselves, the nodes. Any thread.
 */
final class Signals {
  private static final int INTERRUPTED = 130;

  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  /** Handles the signals of this process from now on. */
  static Signals install() {
    Signals signals = new Signals();
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signal.handle(new Signal(name), signal -> signals.ask(name));
    }
    return signals;
  }

  /** Completed when somebody asked. */
  CompletableFuture<Void> asked() {
    return asked;
  }

  private void ask(String name) {
    if (!asked.complete(null) && name.equals("INT")) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }
}
