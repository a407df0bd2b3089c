package dev.garrison.runner.records;

import com.google.common.base.Joiner;
import dev.garrison.runner.internal.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code workers.csv}: a row for every worker. */
public final class WorkersFile {
  private static final String HEADER =
      "worker,on_time,late,missing,malformed,excluded,datagrams,datagrams_lost\n";
  private static final Joiner COMMA = Joiner.on(',');

  private WorkersFile() {}

  /** Writes the file, in the place of an earlier one. */
  public static void write(Path file, List<WorkerTotals> workers) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (WorkerTotals worker : workers) {
      COMMA
          .appendTo(
              text,
              worker.worker(),
              worker.onTime(),
              worker.late(),
              worker.missing(),
              worker.malformed(),
              worker.excluded(),
              worker.datagrams(),
              worker.datagramsLost())
          .append('\n');
    }
    DurableFiles.write(file, text.toString());
  }
}
