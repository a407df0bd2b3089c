package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.WorkerCounts;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.udp.DatagramCounts;
import dev.garrison.runner.records.WorkerTotals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollCallTest {
  private static final WorkerCounts NOTHING = new WorkerCounts(0, 0, 0, 0);
  private static final ImmutableList<Integer> NOBODY = ImmutableList.of();

  private final RollCall rollCall = new RollCall(ImmutableList.of(NOTHING, NOTHING, NOTHING));

  private static List<Answer> from(int... workers) {
    return IntStream.of(workers)
        .mapToObj(id -> new Answer(id, new Payload.Floats(new float[1]), 0))
        .toList();
  }

  @Test
  void tellsWhoIsMissingFromWhoIsLeftOutByTheRule() {
    assertEquals(
        new Attendance(ImmutableList.of(0), ImmutableList.of(1), NOBODY, NOBODY),
        rollCall.note(from(0, 2), Set.of(0), ImmutableList.of(NOTHING, NOTHING, NOTHING)));
  }

  @Test
  void whatComesLateShowsAtTheStepItComesIn() {
    WorkerCounts late = new WorkerCounts(0, 1, 1, 0);
    ImmutableList<WorkerCounts> counts = ImmutableList.of(NOTHING, late, NOTHING);
    assertEquals(ImmutableList.of(1), rollCall.note(from(0, 1, 2), Set.of(), counts).late());
    assertEquals(NOBODY, rollCall.note(from(0, 1, 2), Set.of(), counts).late());
  }

  @Test
  void addsUpWhatCameOfEveryWorker() {
    ImmutableList<WorkerCounts> counts =
        ImmutableList.of(NOTHING, new WorkerCounts(0, 2, 1, 5), NOTHING);
    assertEquals(ImmutableList.of(1), rollCall.note(from(0, 2), Set.of(2), counts).malformed());
    rollCall.note(from(0, 1, 2), Set.of(2), counts);
    assertEquals(
        List.of(
            new WorkerTotals(0, 2, 0, 0, 0, 0, 0, 0),
            new WorkerTotals(1, 1, 2, 1, 5, 0, 40, 3),
            new WorkerTotals(2, 2, 0, 0, 0, 2, 0, 0)),
        rollCall.totals(Map.of(1, new DatagramCounts(40, 3, 0, 0, 0))));
  }
}
