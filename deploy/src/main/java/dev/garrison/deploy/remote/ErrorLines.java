package dev.garrison.deploy.remote;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * A host's standard error: the last lines are kept, and from some time on passed on, though no more
 * than a person can read. Any thread.
 */
final class ErrorLines {
  private static final int KEPT = 20;
  private static final int MOST_IN_A_WHILE = 100;
  private static final long WHILE_NANOS = TimeUnit.SECONDS.toNanos(10);
  // What the JVM and TensorFlow always say, as in bin/launch
  private static final Pattern NOISE =
      Pattern.compile(
          "WARNING: Using incubator modules.*|WARNING: All log messages before absl.*"
              + "|I0000 .*mlir_graph_optimization_pass.*");

  private final EvictingQueue<String> kept = EvictingQueue.create(KEPT);
  private final Consumer<String> listener;
  private final LongSupplier nanos;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean forwarded;
  private long since;
  private int told;
  private int untold;

  /** Begins to read, on a thread of its own. */
  ErrorLines(InputStream stream, Consumer<String> listener) {
    this(stream, listener, System::nanoTime);
  }

  ErrorLines(InputStream stream, Consumer<String> listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
    Thread reader = new Thread(() -> read(stream), "standard error of a host");
    reader.setDaemon(true);
    reader.start();
  }

  /** From now on the listener is told the lines. */
  synchronized void forward() {
    forwarded = true;
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
    try (HostLines lines = new HostLines(stream)) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank() && !NOISE.matcher(line.get()).matches()) {
          add(line.get());
        }
      }
    } catch (IOException e) {
      add("what the host says cannot be read: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  private synchronized void add(String line) {
    kept.add(line);
    if (!forwarded) {
      return;
    }
    if (nanos.getAsLong() - since > WHILE_NANOS) {
      if (untold > 0) {
        listener.accept(untold + " lines left out");
      }
      since = nanos.getAsLong();
      told = 0;
      untold = 0;
    }
    if (told < MOST_IN_A_WHILE) {
      told++;
      listener.accept(line);
    } else {
      untold++;
    }
  }
}
