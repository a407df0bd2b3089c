package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns what is written to standard error into lines for somebody. */
final class ErrorLines extends OutputStream {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private ErrorLines(Consumer<String> lines) {
    this.lines = lines;
  }

  /** As the other one, for what returns nothing. */
  static void during(Consumer<String> lines, Runnable body) {
    during(
        lines,
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * Does something while {@code System.err} goes to {@code lines}. One at a time in a process.
   *
   * @param lines called by whatever thread writes
   */
  static <T> T during(Consumer<String> lines, Supplier<T> body) {
    PrintStream real = System.err;
    try (PrintStream caught = new PrintStream(new ErrorLines(lines), true, UTF_8)) {
      System.setErr(caught);
      return body.get();
    } finally {
      System.setErr(real);
    }
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      hand();
    } else if (b != '\r') {
      line.write(b);
    }
  }

  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      hand();
    }
  }

  private void hand() {
    String text = line.toString(UTF_8);
    line.reset();
    lines.accept(text);
  }
}
