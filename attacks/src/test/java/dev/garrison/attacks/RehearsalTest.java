package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Average;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Krum;
import dev.garrison.aggregators.Proposals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  /** Honest rows 0, 1, 2, … of the workers given; the others below n are Byzantine. */
  private static Rehearsal rehearsal(Aggregator defence, int n, int[] workers, float[] forged) {
    return new Rehearsal(Views.of(honest(workers), new Cohort(n, 1), defence), forged);
  }

  private static Proposals honest(int... workers) {
    float[][] rows = new float[workers.length][1];
    for (int i = 0; i < workers.length; i++) {
      rows[i][0] = i;
    }
    return new Proposals(3, workers, rows);
  }

  @Test
  void theRowIsSentByEveryByzantineWorkerAndNobodyElse() {
    float[] forged = {9};
    List<String> seen = new ArrayList<>();
    Aggregator recording =
        (proposals, out) -> {
          assertEquals(3, proposals.step());
          for (int i = 0; i < proposals.count(); i++) {
            seen.add(proposals.worker(i) + ":" + proposals.row(i)[0]);
          }
        };
    // Worker 3 is honest and did not answer: its place stays empty
    AdversaryView view =
        new AdversaryView(
            honest(1, 2, 5),
            ImmutableSortedSet.of(0, 4),
            new Cohort(6, 2),
            new KnownDefence(recording));
    assertTrue(new Rehearsal(view, forged).run(new float[1]));
    assertEquals(List.of("0:9.0", "1:0.0", "2:1.0", "4:9.0", "5:2.0"), seen);
  }

  @Test
  void runsOnTheForgedRowAsItIsNow() {
    float[] forged = {7};
    Rehearsal rehearsal = rehearsal(new Average(new Cohort(5, 1)), 5, new int[] {0, 1, 2}, forged);
    float[] out = new float[1];
    assertTrue(rehearsal.run(out));
    // 0, 1, 2 and twice 7
    assertEquals(3.4f, out[0]);
    forged[0] = 1;
    rehearsal.run(out);
    assertEquals(1, out[0]);
  }

  @Test
  void tellsWhetherARowOfItsOwnWasUsed() {
    float[] forged = {1};
    Rehearsal rehearsal = rehearsal(new Krum(new Cohort(5, 1)), 5, new int[] {1, 2, 3, 4}, forged);
    float[] out = new float[1];
    // Rows 0, 1, 2, 3 and a 1 of the lowest worker: it is nearest to its neighbours
    assertTrue(rehearsal.run(out));
    assertTrue(rehearsal.keptForged());
    forged[0] = 100;
    assertTrue(rehearsal.run(out));
    assertFalse(rehearsal.keptForged());
  }

  @Test
  void aStepThatIsSkippedGivesNoResult() {
    assertFalse(rehearsal(Defences::skipping, 2, new int[] {0}, new float[1]).run(new float[1]));
  }
}
