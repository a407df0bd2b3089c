package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** Counts what came of every worker's proposals. Any thread. */
public final class WorkerTallies {
  private final int workers;
  private final AtomicLongArray onTime;
  private final AtomicLongArray late;
  private final AtomicLongArray missing;
  private final AtomicLongArray malformed;

  /**
   * @param workers n
   */
  public WorkerTallies(int workers) {
    this.workers = workers;
    this.onTime = new AtomicLongArray(workers);
    this.late = new AtomicLongArray(workers);
    this.missing = new AtomicLongArray(workers);
    this.malformed = new AtomicLongArray(workers);
  }

  /** A proposal that takes part in its step. */
  public void onTime(int worker) {
    onTime.getAndIncrement(worker);
  }

  /** A proposal of a step that is over. */
  public void late(int worker) {
    late.getAndIncrement(worker);
  }

  /** A step that ended without the worker's proposal. */
  public void missing(int worker) {
    missing.getAndIncrement(worker);
  }

  /** A message that is not what the protocol says. */
  public void malformed(int worker) {
    malformed.getAndIncrement(worker);
  }

  /** All counts so far, by worker id. */
  public ImmutableList<WorkerCounts> counts() {
    return IntStream.range(0, workers)
        .mapToObj(
            id ->
                new WorkerCounts(onTime.get(id), late.get(id), missing.get(id), malformed.get(id)))
        .collect(ImmutableList.toImmutableList());
  }
}
