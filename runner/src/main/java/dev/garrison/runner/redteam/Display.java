package dev.garrison.runner.redteam;

import java.io.PrintStream;

/** Shows a person how far a red team is, and what its runs have to say. Any thread. */
interface Display extends AutoCloseable {
  /** A run is over, and in the tally. */
  void finished(Trial trial);

  /** A line of its own. */
  void line(String text);

  @Override
  void close();

  /** Nothing but lines. */
  static Display quiet(PrintStream out) {
    return new Display() {
      @Override
      public void finished(Trial trial) {}

      @Override
      public void line(String text) {
        out.println(text);
      }

      @Override
      public void close() {}
    };
  }
}
