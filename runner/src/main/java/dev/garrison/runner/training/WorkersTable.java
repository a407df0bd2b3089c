package dev.garrison.runner.training;

import dev.garrison.runner.records.WorkerTotals;
import java.util.List;
import java.util.Locale;

/** The workers that were not always there, as a table for a terminal. */
final class WorkersTable {
  private static final int MOST_ROWS = 20;
  private static final String ROW = "%8s %10s %8s %8s %10s %9s%s%n";

  private WorkersTable() {}

  /** Empty if all proposals came in time and well-formed. */
  static String of(List<WorkerTotals> workers) {
    List<WorkerTotals> faulty = workers.stream().filter(worker -> !worker.isPerfect()).toList();
    if (faulty.isEmpty()) {
      return "";
    }
    boolean datagrams = faulty.stream().anyMatch(worker -> worker.datagrams() > 0);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "workers: %d of %d were always in time and well-formed; the others:%n",
            workers.size() - faulty.size(),
            workers.size()));
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "worker",
            "on time",
            "late",
            "missing",
            "malformed",
            "excluded",
            datagrams ? "  lost on the way" : ""));
    for (WorkerTotals worker : faulty.subList(0, Math.min(MOST_ROWS, faulty.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              worker.worker(),
              worker.onTime(),
              worker.late(),
              worker.missing(),
              worker.malformed(),
              worker.excluded(),
              datagrams ? lost(worker) : ""));
    }
    if (faulty.size() > MOST_ROWS) {
      text.append(
          String.format(
              Locale.ROOT, "     ... and %d more, in workers.csv%n", faulty.size() - MOST_ROWS));
    }
    return text.toString();
  }

  /** Share of its datagrams; under the heading, or nothing. */
  private static String lost(WorkerTotals worker) {
    return worker.datagrams() == 0
        ? ""
        : String.format(
            Locale.ROOT, "%16.2f%%", 100.0 * worker.datagramsLost() / worker.datagrams());
  }
}
