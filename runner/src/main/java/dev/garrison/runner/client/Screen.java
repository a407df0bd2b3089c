package dev.garrison.runner.client;

import dev.garrison.cluster.submit.RunClient;
import java.io.PrintStream;

/** Shows a run's output where this process's own would be. The watching thread calls. */
final class Screen implements RunClient.Watcher {
  private final PrintStream out;
  private final PrintStream err;
  private final String server;
  private volatile String run = "";
  private boolean connected = true;

  /**
   * @param server as the user named it
   */
  Screen(PrintStream out, PrintStream err, String server) {
    this.out = out;
    this.err = err;
    this.server = server;
  }

  /** The run's name; empty before it was accepted. */
  String run() {
    return run;
  }

  @Override
  public void accepted(String name) {
    run = name;
    err.printf(
        "run %s at %s; Ctrl-C leaves it running, --client %s --attach %s comes back to it%n",
        name, server, server, name);
  }

  @Override
  public void output(boolean error, byte[] text, long lost) {
    connected = true;
    if (lost > 0) {
      err.printf("... %d bytes of output are no longer kept ...%n", lost);
    }
    PrintStream stream = error ? err : out;
    stream.write(text, 0, text.length);
    stream.flush();
  }

  @Override
  public void lost(String reason) {
    if (connected) {
      err.printf("connection to %s lost (%s); the run goes on; trying again ...%n", server, reason);
    }
    connected = false;
  }
}
