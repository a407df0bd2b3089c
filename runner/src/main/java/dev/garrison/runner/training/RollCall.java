package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.WorkerCounts;
import dev.garrison.cluster.udp.DatagramCounts;
import dev.garrison.runner.records.WorkerTotals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Keeps the books on every worker's proposals, those a colluding adversary forges included: for
 * those the adversary counts as having sent them in time. One thread, the training loop's.
 */
final class RollCall {
  private static final DatagramCounts NONE = new DatagramCounts(0, 0, 0, 0, 0);

  private final long[] onTime;
  private final long[] missing;
  private final long[] excluded;
  private ImmutableList<WorkerCounts> before;

  /**
   * @param counts the pool's before the first step, n of them
   */
  RollCall(ImmutableList<WorkerCounts> counts) {
    this.onTime = new long[counts.size()];
    this.missing = new long[counts.size()];
    this.excluded = new long[counts.size()];
    this.before = counts;
  }

  /**
   * Notes one step.
   *
   * @param answers what came, forged ones included
   * @param leftOut ids of those the rule left out
   * @param counts the pool's after the step
   */
  Attendance note(List<Answer> answers, Set<Integer> leftOut, ImmutableList<WorkerCounts> counts) {
    Set<Integer> absent = new TreeSet<>();
    for (int id = 0; id < onTime.length; id++) {
      absent.add(id);
    }
    for (Answer answer : answers) {
      absent.remove(answer.worker());
      onTime[answer.worker()]++;
    }
    absent.forEach(id -> missing[id]++);
    leftOut.forEach(id -> excluded[id]++);
    Attendance attendance =
        new Attendance(
            ImmutableList.sortedCopyOf(leftOut),
            ImmutableList.copyOf(absent),
            risen(counts, WorkerCounts::late),
            risen(counts, WorkerCounts::malformed));
    before = counts;
    return attendance;
  }

  /**
   * All so far, by worker id.
   *
   * @param datagrams of the workers that send any
   */
  ImmutableList<WorkerTotals> totals(Map<Integer, DatagramCounts> datagrams) {
    return IntStream.range(0, onTime.length)
        .mapToObj(
            id ->
                new WorkerTotals(
                    id,
                    onTime[id],
                    before.get(id).late(),
                    missing[id],
                    before.get(id).malformed(),
                    excluded[id],
                    datagrams.getOrDefault(id, NONE).expected(),
                    datagrams.getOrDefault(id, NONE).lost()))
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Integer> risen(
      ImmutableList<WorkerCounts> counts, ToLongFunction<WorkerCounts> which) {
    return IntStream.range(0, counts.size())
        .filter(id -> which.applyAsLong(counts.get(id)) > which.applyAsLong(before.get(id)))
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }
}
