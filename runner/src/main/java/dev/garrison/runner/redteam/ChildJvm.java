package dev.garrison.runner.redteam;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
final class ChildJvm {
  /** What cannot be had twice, or is about this process's terminal. */
  private static final List<String> NOT_INHERITED =
      List.of(
          "-agentlib:jdwp",
          "-Xrunjdwp",
          "-Dcom.sun.management.jmxremote",
          "-Dgarrison.terminal=",
          "-Dgarrison.stderr=");

  private ChildJvm() {}

  /**
   * Same Java, options and class path.
   *
   * @param main program
   * @param cores it may think it has, at least 1: several at once should not start threads for all
   * @param words its command line
   */
  static List<String> command(Class<?> main, int cores, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.add("-XX:ActiveProcessorCount=" + cores);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(words);
    return command;
  }
}
