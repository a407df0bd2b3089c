package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.runner.records.WorkerTotals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTableTest {
  @Test
  void saysNothingWhenEverybodyWasThere() {
    // Left out by the rule is not a fault of the transport's.
    assertEquals("", WorkersTable.of(List.of(new WorkerTotals(0, 9, 0, 0, 0, 9, 0, 0))));
  }

  @Test
  void namesThoseThatWereNot() {
    List<WorkerTotals> workers =
        List.of(
            new WorkerTotals(0, 300, 0, 0, 0, 2, 0, 0),
            new WorkerTotals(1, 250, 50, 50, 0, 0, 0, 0),
            new WorkerTotals(10, 0, 12, 300, 123456, 0, 0, 0));
    assertEquals(
        """
        workers: 1 of 3 were always in time and well-formed; the others:
          worker    on time     late  missing  malformed  excluded
               1        250       50       50          0         0
              10          0       12      300     123456         0
        """,
        WorkersTable.of(workers));
  }

  @Test
  void saysWhatShareOfTheDatagramsWasLost() {
    List<WorkerTotals> workers =
        List.of(
            new WorkerTotals(0, 300, 0, 0, 0, 0, 1000, 0),
            new WorkerTotals(1, 300, 0, 0, 0, 0, 1000, 52),
            new WorkerTotals(2, 299, 1, 1, 0, 0, 0, 0));
    assertEquals(
        """
        workers: 1 of 3 were always in time and well-formed; the others:
          worker    on time     late  missing  malformed  excluded  lost on the way
               1        300        0        0          0         0            5.20%
               2        299        1        1          0         0
        """,
        WorkersTable.of(workers));
  }

  @Test
  void isAtMostTwentyRowsLong() {
    List<WorkerTotals> workers =
        IntStream.range(0, 35).mapToObj(id -> new WorkerTotals(id, 0, 0, 1, 0, 0, 0, 0)).toList();
    List<String> lines = WorkersTable.of(workers).lines().toList();
    assertEquals(23, lines.size());
    assertEquals("     ... and 15 more, in workers.csv", lines.get(22));
  }
}
