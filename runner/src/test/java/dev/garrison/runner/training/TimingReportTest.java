package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.TrafficCounts;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimingReportTest {
  private static final long MS = 1_000_000;
  private static final TrafficCounts TRAFFIC = new TrafficCounts(2_000_000, 500_000, 0);

  /** A step whose rule takes a quarter and whose attack half of the time given. */
  private static StepReport step(long number, long ms, long defenceRuns) {
    long part = ms * MS / 8;
    PhaseTimes times = new PhaseTimes(part, 4 * part, 2 * part, part, 8 * part);
    ImmutableList<Integer> nobody = ImmutableList.of();
    Attendance attendance = new Attendance(nobody, nobody, nobody, nobody);
    return new StepReport(number, 0.5, 0.1f, 1, 11, attendance, false, defenceRuns, times, TRAFFIC);
  }

  @Test
  void tellsWhereTheTimeWentAndWhatTheAttackCost() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      TimingReport report = new TimingReport(true);
      report.add(step(1, 800, 20));
      report.add(step(2, 80, 20));
      report.add(step(3, 80, 17));
      assertEquals(
          """
          timing, with the first step: 3 steps in 0.960 s (in-graph 0.240 s, off-graph 0.720 s), \
          3.13 steps/s
          timing, without the first step: 2 steps in 0.160 s (in-graph 0.040 s, off-graph 0.120 s), \
          12.50 steps/s
          timing: aggregation is 25.0% of a step
          timing, attack: 57 runs of the defence, 0.480 s, 50.0% of the steps' time
          traffic: 6.000 MB out and 1.500 MB in, 2.000 and 0.500 MB a step
          """,
          report.text());
      assertEquals(12.5, report.stepsPerSecond());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void saysNothingOfAnAttackThatIsNotThere() {
    TimingReport report = new TimingReport(false);
    assertEquals("timing: no step was done\n", report.text());
    assertEquals(0, report.stepsPerSecond());
    report.add(step(1, 100, 0));
    assertFalse(report.text().contains("attack"), report.text());
    assertEquals(10, report.stepsPerSecond());
  }
}
