package dev.garrison.runner.internal;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start another JVM like this one. */
public final class ChildJvm {
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
   * @param options more options of the JVM
   * @param main program
   * @param words its command line
   */
  public static List<String> command(List<String> options, Class<?> main, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(words);
    return command;
  }
}
