package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;

/** What is done, what is being done, and how long the rest may take. Any thread. */
final class Tally {
  private final int total;
  private final LongSupplier nanos;
  private final long start;
  private final Set<TrialKey> running = new LinkedHashSet<>();
  private final List<Trial> trials = new ArrayList<>();
  private long latest;

  /**
   * @param total runs there are to make
   * @param nanos a clock
   */
  Tally(int total, LongSupplier nanos) {
    this.total = total;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  public synchronized void started(TrialKey key) {
    running.add(key);
  }

  public synchronized void finished(Trial trial) {
    running.remove(trial.key());
    trials.add(trial);
    latest = nanos.getAsLong();
  }

  int total() {
    return total;
  }

  synchronized int done() {
    return trials.size();
  }

  /** In the order they ended. */
  synchronized ImmutableList<Trial> trials() {
    return ImmutableList.copyOf(trials);
  }

  /** What is being done, the longest one named: {@code little, seed 2 +1}. */
  synchronized String running() {
    if (running.isEmpty()) {
      return "";
    }
    return running.iterator().next() + (running.size() > 1 ? " +" + (running.size() - 1) : "");
  }

  synchronized Optional<Trial> worst() {
    return trials.stream().min(Comparator.comparingDouble(Trial::last));
  }

  /** Seconds until the end, as the runs so far went; empty before the first is over. */
  synchronized OptionalDouble secondsLeft() {
    if (trials.isEmpty()) {
      return OptionalDouble.empty();
    }
    double untilLatest = latest - start;
    double expected = untilLatest * total / trials.size();
    return OptionalDouble.of(Math.max(0, expected - (nanos.getAsLong() - start)) / 1e9);
  }
}
