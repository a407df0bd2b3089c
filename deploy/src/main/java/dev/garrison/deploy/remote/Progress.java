package dev.garrison.deploy.remote;

import java.io.PrintStream;

/** What happens to nodes, one line each. Any thread. */
public final class Progress {
  private final PrintStream out;

  /**
   * @param out where lines go
   */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** A node's state changed. */
  public void state(Node node, String state) {
    line(node + ": " + state);
  }

  /** A node's program said something on its standard error. */
  void said(Node node, String text) {
    line(node.slot() + "| " + text);
  }

  private synchronized void line(String line) {
    out.println(line);
    out.flush();
  }
}
