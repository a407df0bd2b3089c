package dev.garrison.runner.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersFileTest {
  @TempDir private Path folder;

  @Test
  void hasARowForEveryWorkerAndReplacesTheOneBefore() throws IOException {
    Path file = folder.resolve("workers.csv");
    WorkersFile.write(file, List.of(new WorkerTotals(0, 1, 0, 0, 0, 0, 0, 0)));
    WorkersFile.write(
        file,
        List.of(
            new WorkerTotals(0, 7, 0, 0, 0, 3, 0, 0), new WorkerTotals(1, 4, 2, 3, 9, 0, 70, 5)));
    assertEquals(
        """
        worker,on_time,late,missing,malformed,excluded,datagrams,datagrams_lost
        0,7,0,0,0,3,0,0
        1,4,2,3,9,0,70,5
        """,
        Files.readString(file));
  }
}
