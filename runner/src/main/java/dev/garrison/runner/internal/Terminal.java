package dev.garrison.runner.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** The terminal that standard error is, as the launcher says. Any thread. */
public final class Terminal {
  private static final int DEFAULT_WIDTH = 80;
  private static final int LEAST_WIDTH = 40;

  private Terminal() {}

  /**
   * Makes {@code System.err} the terminal itself rather than what the launcher keeps lines back
   * from: a progress bar is no line. Nothing changes if it cannot be opened. For entry points.
   */
  public static void writeToItDirectly() {
    String stderr = System.getProperty("garrison.stderr");
    if (stderr == null) {
      return;
    }
    try {
      System.setErr(new PrintStream(new FileOutputStream(stderr, true), true, UTF_8));
    } catch (FileNotFoundException e) {
      // Another user's, after su for example: what the launcher keeps lines back from is there
      // still
    }
  }

  /** Its columns. */
  public static int width(int otherwise) {
    return Integer.getInteger("garrison.terminal", otherwise);
  }

  /** Columns for pages and tables, also where there is no terminal. */
  public static int pageWidth() {
    return Math.max(LEAST_WIDTH, width(DEFAULT_WIDTH));
  }
}
