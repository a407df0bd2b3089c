package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines as they are printed, for a test that waits for them. */
final class LineQueue extends OutputStream {
  private static final int SECONDS = 60;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> seen = new ArrayList<>();

  PrintStream stream() {
    return new PrintStream(this, true, UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      lines.add(line.toString(UTF_8));
      line.reset();
    } else {
      line.write(b);
    }
  }

  /** Waits for a line with this in it. */
  String await(String part) throws InterruptedException {
    for (String next = lines.poll(SECONDS, TimeUnit.SECONDS);
        next != null;
        next = lines.poll(SECONDS, TimeUnit.SECONDS)) {
      seen.add(next);
      if (next.contains(part)) {
        return next;
      }
    }
    return fail("no line with \"" + part + "\" within " + SECONDS + " s; lines: " + seen);
  }

  /** All lines so far. */
  List<String> all() {
    lines.drainTo(seen);
    return List.copyOf(seen);
  }
}
