package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One row on its way, with a bit for each of its datagrams. Its lock guards everything. */
final class RowArrival implements Arrival {
  /** What became of a datagram. */
  enum Outcome {
    WRITTEN,
    REPEATED,
    LATE,
    MALFORMED
  }

  private final DatagramFormat format;
  private final long step;
  private final int dimension;
  private final DatagramTally tally;
  private final Consumer<RowArrival> watch;
  private final BitSet came;
  private final CompletableFuture<Void> completed = new CompletableFuture<>();
  // Null once ended
  private Payload row;
  private int missing;
  private long quiet;
  private int missingAtCheck;
  private long nextCheck;

  /**
   * @param tally of the worker
   * @param watch called with this when the receiving thread is to call {@link #checkQuiet}
   */
  RowArrival(
      DatagramFormat format,
      long step,
      Payload row,
      DatagramTally tally,
      Consumer<RowArrival> watch) {
    if (row.dimension() == 0) {
      throw new IllegalArgumentException("row: expected a length of at least 1, got 0");
    }
    this.format = format;
    this.step = step;
    this.dimension = row.dimension();
    this.tally = tally;
    this.watch = watch;
    this.came = new BitSet(format.datagrams(dimension));
    this.row = row;
    this.missing = dimension;
  }

  long step() {
    return step;
  }

  /**
   * Takes what a datagram contains.
   *
   * @param bytes the coordinates are {@code length} bytes of it, from index {@code at} on
   */
  Outcome write(int offset, byte[] bytes, int at, int length) {
    boolean complete;
    synchronized (this) {
      if (offset < 0
          || offset >= dimension
          || offset % format.coordinates() != 0
          || length != format.codec().bytes(format.coordinates(offset, dimension))) {
        return Outcome.MALFORMED;
      }
      int count = format.coordinates(offset, dimension);
      int datagram = offset / format.coordinates();
      if (came.get(datagram)) {
        return Outcome.REPEATED;
      }
      if (row == null) {
        return Outcome.LATE;
      }
      format.codec().decode(bytes, at, row, offset, count);
      came.set(datagram);
      missing -= count;
      complete = missing == 0;
    }
    // Outside the lock: runs what depends on it
    if (complete) {
      completed.complete(null);
    }
    return Outcome.WRITTEN;
  }

  @Override
  public synchronized boolean isComplete() {
    return missing == 0;
  }

  @Override
  public CompletionStage<Void> completed() {
    return completed.minimalCompletionStage();
  }

  @Override
  public void allSent(Duration wait) {
    synchronized (this) {
      if (row == null || missing == 0) {
        return;
      }
      quiet = wait.toNanos();
      missingAtCheck = missing;
      nextCheck = System.nanoTime() + quiet;
    }
    watch.accept(this);
  }

  /**
   * Looks whether it is no use to wait for more. For the receiving thread, at moments when nothing
   * is left to be read.
   *
   * @return nanoseconds until the next look, or 0 if none is needed any more
   */
  long checkQuiet(long now) {
    synchronized (this) {
      if (row == null || missing == 0) {
        return 0;
      }
      if (nextCheck - now > 0) {
        return nextCheck - now;
      }
      if (missing != missingAtCheck) {
        missingAtCheck = missing;
        nextCheck = now + quiet;
        return Math.max(1, quiet);
      }
    }
    completed.complete(null);
    return 0;
  }

  @Override
  public synchronized int missing() {
    return missing;
  }

  @Override
  public synchronized int finish(Fill fill, Payload previous) {
    if (row == null) {
      throw new IllegalStateException("row is ended already");
    }
    if (previous != null && previous.dimension() != dimension) {
      throw new IllegalArgumentException(
          "previous: expected length %d, got %d".formatted(dimension, previous.dimension()));
    }
    int datagrams = format.datagrams(dimension);
    int from = came.nextClearBit(0);
    while (from < datagrams) {
      int next = came.nextSetBit(from);
      int to = next < 0 ? datagrams : next;
      int end = to == datagrams ? dimension : to * format.coordinates();
      fill.apply(row, from * format.coordinates(), end, previous);
      from = came.nextClearBit(to);
    }
    tally.finished(datagrams, datagrams - came.cardinality());
    row = null;
    return missing;
  }

  @Override
  public synchronized void cancel() {
    row = null;
  }
}
