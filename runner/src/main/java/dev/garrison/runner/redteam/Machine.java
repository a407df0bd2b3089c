package dev.garrison.runner.redteam;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory there is, and how much this process has needed. */
final class Machine {
  private static final Pattern AMOUNT = Pattern.compile("\\s*(\\d+) kB");
  private static final long KIB = 1024;

  private Machine() {}

  /** Bytes that new processes may use: without swapping, and within a container's limit. */
  static long availableMemory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Path linux = Path.of("/proc/meminfo");
    OptionalLong available = amount(linux, "MemAvailable");
    OptionalLong total = amount(linux, "MemTotal");
    if (available.isEmpty() || total.isEmpty()) {
      return system.getFreeMemorySize();
    }
    boolean limited = system.getTotalMemorySize() < total.getAsLong();
    return limited
        ? Math.min(available.getAsLong(), system.getFreeMemorySize())
        : available.getAsLong();
  }

  /** The most memory this process has held at a time, native memory included; empty if unknown. */
  static OptionalLong peakMemory() {
    return amount(Path.of("/proc/self/status"), "VmHWM");
  }

  /** A line like {@code MemAvailable: 24279444 kB}, in bytes. */
  static OptionalLong amount(Path file, String name) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines) {
        Matcher amount = AMOUNT.matcher(line);
        if (line.startsWith(name + ":") && amount.find(name.length() + 1)) {
          return OptionalLong.of(KIB * Long.parseLong(amount.group(1)));
        }
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      // Not a Linux: there is no such file
      return OptionalLong.empty();
    }
  }
}
