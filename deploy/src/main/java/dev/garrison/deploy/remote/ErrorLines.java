package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A process's standard error: the last lines are kept, later ones passed on. Any thread. */
final class ErrorLines {
  private static final int KEPT = 20;
  // What the JVM and TensorFlow always say, as in bin/launch
  private static final Pattern NOISE =
      Pattern.compile(
          "WARNING: Using incubator modules.*|WARNING: All log messages before absl.*"
              + "|I0000 .*mlir_graph_optimization_pass.*");

  private final EvictingQueue<String> kept = EvictingQueue.create(KEPT);
  private final Consumer<String> listener;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean forwarded;

  /** Begins to read, on a thread of its own. */
  ErrorLines(InputStream stream, Consumer<String> listener) {
    this.listener = listener;
    Thread reader = new Thread(() -> read(stream), "standard error of a host");
    reader.setDaemon(true);
    reader.start();
  }

  /** From now on the listener is told every line. */
  synchronized void forward() {
    forwarded = true;
  }

  /** Adds a line of our own. */
  synchronized void note(String line) {
    if (line != null) {
      kept.add(line);
    }
  }

  /**
   * The last lines, when the stream is at its end; waits for that a second and no longer, since a
   * program that was left behind may hold it open.
   */
  ImmutableList<String> last() throws InterruptedException {
    ended.await(1, TimeUnit.SECONDS);
    synchronized (this) {
      return ImmutableList.copyOf(kept);
    }
  }

  private void read(InputStream stream) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !NOISE.matcher(line).matches()) {
          add(line);
        }
      }
    } catch (IOException e) {
      note(e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  private void add(String line) {
    boolean tell;
    synchronized (this) {
      kept.add(line);
      tell = forwarded;
    }
    if (tell) {
      listener.accept(line);
    }
  }
}
