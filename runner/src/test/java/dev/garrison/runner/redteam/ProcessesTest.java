package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  private static final long GIB = 1 << 30;

  @TempDir private Path folder;

  @Test
  void areAsManyAsCoresRunsAndMemoryAllow() {
    assertEquals(8, Processes.fitting(8, 100, 100 * GIB, GIB));
    assertEquals(3, Processes.fitting(8, 3, 100 * GIB, GIB));
    assertEquals(4, Processes.fitting(8, 100, 5 * GIB, GIB), "a quarter is kept free");
    assertEquals(1, Processes.fitting(8, 100, 0, GIB), "this process");
    assertEquals(1, Processes.fitting(0, 100, 100 * GIB, GIB));
  }

  @Test
  void memoryIsReadFromWhatLinuxSays() throws IOException {
    Path file = folder.resolve("meminfo");
    Files.writeString(
        file,
        "MemTotal:       32000 kB\nMemAvailableNot: 1 kB\nMemAvailable:   24279 kB\nOdd: x\n");
    assertEquals(OptionalLong.of(24_279L * 1024), Machine.amount(file, "MemAvailable"));
    assertEquals(OptionalLong.empty(), Machine.amount(file, "Odd"));
    assertEquals(OptionalLong.empty(), Machine.amount(file, "VmHWM"));
    assertEquals(OptionalLong.empty(), Machine.amount(folder.resolve("none"), "MemTotal"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thisMachineHasMemoryAndThisProcessNeedsSome() {
    assertTrue(Machine.availableMemory() > 0);
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertTrue(
        Machine.peakMemory().orElseThrow() > heap / 2, "most of the heap in use is resident");
  }
}
