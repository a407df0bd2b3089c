package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Row> ROWS =
      Row.of(
          List.of("none", "input-corruption", "nan"),
          List.of(
              Trials.of("none", 1, 0.9),
              Trials.of("none", 2, 0.8),
              Trials.of("input-corruption", 1, 0.7),
              Trials.of("nan", 1, 0.6),
              Trials.diverged("nan", 2)));

  @Test
  void showsEverythingWhereThereIsRoom() {
    assertEquals(
        """
        attack              mean      sd   worst  greatest    best  s/run
        none              0.8500  0.0707  0.8000    0.9000  0.8500    1.0
        input-corruption  0.7000       -  0.7000    0.7000  0.7000    1.0  1 of 2 seeds
        nan               0.3000  0.4243  0.0000    0.6000  0.3000    0.8  diverged 1/2
        """,
        Table.text(ROWS, 2, 80));
  }

  @Test
  void oneSeedHasNoSpread() {
    assertEquals(
        """
        attack   final    best  s/run
        none    0.9000  0.9000    1.0
        """,
        Table.text(Row.of(List.of("none"), List.of(Trials.of("none", 1, 0.9))), 1, 80));
  }

  @Test
  void leavesOutWhatMattersLeastWhereItIsNarrow() {
    assertEquals(
        """
        attack              mean      sd   worst
        none              0.8500  0.0707  0.8000
        input-corruption  0.7000       -  0.7000
        nan               0.3000  0.4243  0.0000
        """,
        Table.text(ROWS, 2, 42));
    for (int width = 20; width < 100; width++) {
      int room = width;
      String text = Table.text(ROWS, 2, width);
      assertTrue(text.lines().allMatch(line -> line.length() <= room), text);
      assertTrue(text.contains("mean"), text);
    }
  }

  @Test
  void countsStepsWithoutAnUpdate() {
    Trial skipping = new Trial(new TrialKey("silent", 1), 0.1, 0.1, false, 300, 1);
    assertEquals(
        "skipped 300", Table.remarks(Row.of(List.of("silent"), List.of(skipping)).get(0), 1));
  }
}
