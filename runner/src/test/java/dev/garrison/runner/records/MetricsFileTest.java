package dev.garrison.runner.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  private static final String HEADER =
      "step,wall_time_s,mean_honest_loss,learning_rate,gradient_norm,compute_ms,attack_ms,"
          + "defence_runs,aggregate_ms,apply_ms,proposals,excluded,missing,late,malformed,skipped,"
          + "bytes_out,bytes_in\n";

  private static final ImmutableList<Integer> NONE = ImmutableList.of();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("run/metrics.csv");
  }

  @Test
  void writesAHeaderAndOneRowPerStep() throws IOException {
    try (MetricsFile metrics = new MetricsFile(file, 0)) {
      assertEquals(HEADER, Files.readString(file));
      metrics.append(row(1));
      metrics.append(
          new StepMetrics(
              2,
              3.5,
              2.25,
              0.1f,
              Double.NaN,
              1,
              0,
              0,
              0.0004,
              0,
              7,
              NONE,
              NONE,
              NONE,
              NONE,
              true,
              0,
              0));
      metrics.flush();
      assertEquals(
          HEADER
              + "1,1700000001.500,0.5,0.05,1.25,2.500,0.125,20,0.250,1.000,11,3 10,2,,0 4,0,1234567890123,77\n"
              + "2,3.500,2.25,0.1,NaN,1.000,0.000,0,0.000,0.000,7,,,,,1,0,0\n",
          Files.readString(file));
    }
  }

  @Test
  void writesTheSameInEveryCountry() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      write(0, 1);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(
        HEADER
            + "1,1700000001.500,0.5,0.05,1.25,2.500,0.125,20,0.250,1.000,11,3 10,2,,0 4,0,1234567890123,77\n",
        Files.readString(file));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    write(0, 3);
    assertEquals(List.of(row(1), row(2), row(3)), read());
  }

  @Test
  void forgetsStepsThatComeAgainWhenARunIsResumed() throws IOException {
    write(0, 5);
    write(3, 6);
    assertEquals(List.of(row(1), row(2), row(3), row(4), row(5), row(6)), read());
    assertEquals(1, Files.readString(file).lines().filter(line -> line.contains("step")).count());
    assertFalse(Files.exists(file.resolveSibling(".metrics.csv.tmp")));
  }

  @Test
  void resumesAfterARowOrTheHeaderWasCut() throws IOException {
    write(0, 2);
    Files.writeString(file, Files.readString(file) + "3,1700");
    write(2, 3);
    assertEquals(List.of(row(1), row(2), row(3)), read());
    Files.writeString(file, "step,wall");
    write(0, 1);
    assertEquals(List.of(row(1)), read());
  }

  @Test
  void refusesAFileThatIsSomethingElse() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "name,age\n");
    assertEquals(
        file
            + ": expected the columns "
            + HEADER.strip()
            + ", got \"name,age\"; move the file away",
        assertThrows(UserException.class, () -> new MetricsFile(file, 0)).getMessage());
    assertEquals("name,age\n", Files.readString(file));
  }

  private void write(long startStep, long lastStep) throws IOException {
    try (MetricsFile metrics = new MetricsFile(file, startStep)) {
      for (long step = startStep + 1; step <= lastStep; step++) {
        metrics.append(row(step));
      }
    }
  }

  private List<StepMetrics> read() throws IOException {
    List<StepMetrics> rows = new ArrayList<>();
    MetricsFile.read(file, rows::add);
    return rows;
  }

  private static StepMetrics row(long step) {
    return new StepMetrics(
        step,
        1_700_000_000.5 + step,
        0.5 / step,
        0.05f,
        1.25,
        2.5,
        0.125,
        20,
        0.25,
        1,
        11,
        ImmutableList.of(3, 10),
        ImmutableList.of(2),
        NONE,
        ImmutableList.of(0, 4),
        false,
        1_234_567_890_123L,
        77);
  }
}
