package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RowTest {
  /** Sums of three decimal fractions are off by an ulp or so. */
  private static final double TOLERANCE = 1e-15;

  @Test
  void hasTheStatisticsComputedByHand() {
    List<Trial> trials =
        List.of(
            new Trial(new TrialKey("nan", 3), 0.9, 0.95, false, 2, 1),
            new Trial(new TrialKey("nan", 1), 0.5, 0.65, false, 0, 2),
            Trials.of("inf", 1, 0.1),
            new Trial(new TrialKey("nan", 2), 0.7, 0.80, false, 1, 6));
    List<Row> rows = Row.of(List.of("zero", "nan", "inf"), trials);

    assertEquals(List.of("nan", "inf"), rows.stream().map(Row::attack).toList());
    Row row = rows.get(0);
    assertEquals(List.of(1L, 2L, 3L), row.trials().stream().map(t -> t.key().seed()).toList());
    assertEquals(0.7, row.mean(), TOLERANCE);
    // Squared deviations 0.04, 0, 0.04 over 3 - 1
    assertEquals(0.2, row.deviation().orElseThrow(), TOLERANCE);
    assertEquals(new TrialKey("nan", 1), row.worst().key());
    assertEquals(0.9, row.greatest());
    assertEquals(0.8, row.best(), TOLERANCE);
    assertEquals(3, row.seconds());
    assertEquals(3, row.skipped());
    assertEquals(OptionalDouble.empty(), rows.get(1).deviation());
  }

  @Test
  void aRunThatDivergedCountsAsZero() {
    Row row =
        Row.of(List.of("nan"), List.of(Trials.of("nan", 1, 0.8), Trials.diverged("nan", 2))).get(0);
    assertEquals(0.4, row.mean(), TOLERANCE);
    assertEquals(0, row.worst().last());
    assertEquals(1, row.diverged());
  }
}
