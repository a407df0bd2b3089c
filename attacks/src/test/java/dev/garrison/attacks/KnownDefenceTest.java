package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Clipping;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Median;
import dev.garrison.aggregators.NotEnoughProposalsException;
import dev.garrison.aggregators.Pipeline;
import dev.garrison.aggregators.Proposals;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownDefenceTest {
  private static Pipeline clipped(Aggregator rule) {
    return new Pipeline(List.of(new Clipping(1)), rule);
  }

  @Test
  void mayBeRunUnlessAPartOfItRemembers() {
    Median median = new Median(new Cohort(3, 1));
    assertTrue(new KnownDefence(median).mayBeRun());
    assertTrue(new KnownDefence(clipped(median)).mayBeRun());
    assertFalse(new KnownDefence(new Defences.WithMemory()).mayBeRun());
    assertFalse(new KnownDefence(clipped(new Defences.WithMemory())).mayBeRun());
  }

  @Test
  void tellsTheRuleBehindThePreAggregators() {
    Median median = new Median(new Cohort(3, 1));
    assertSame(median, new KnownDefence(median).rule());
    assertSame(median, new KnownDefence(clipped(median)).rule());
  }

  @Test
  void countsItsRunsAndThoseThatWouldBeSkipped() {
    KnownDefence defence = new KnownDefence(new Median(new Cohort(3, 1)));
    float[] out = new float[1];
    defence.aggregate(Proposals.of(new float[] {4}, new float[] {1}, new float[] {2}), out);
    assertEquals(2, out[0]);
    assertThrows(
        NotEnoughProposalsException.class,
        () -> defence.aggregate(Proposals.of(new float[] {4}), out));
    assertEquals(2, defence.runs());
  }
}
