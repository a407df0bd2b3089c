package dev.garrison.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The runner in a process of its own, its output read line by line. One thread. */
final class RunnerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final List<String> seen = new ArrayList<>();

  RunnerProcess(List<String> words) throws IOException {
    this(List.of(), words);
  }

  /**
   * @param starter a command that becomes the one behind it, like nohup
   */
  RunnerProcess(List<String> starter, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(starter);
    command.addAll(NodeProcess.java(Main.class));
    command.addAll(words);
    this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
    this.lines = process.inputReader(UTF_8);
  }

  /** Reads on until a line has a text in it. */
  String awaitLine(String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    return fail("the runner ended without saying \"" + text + "\":\n" + said());
  }

  long pid() {
    return process.pid();
  }

  /**
   * Sends it a signal.
   *
   * @param name like HUP
   */
  void signal(String name) throws IOException, InterruptedException {
    List<String> command = List.of("kill", "-" + name, Long.toString(pid()));
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
  }

  /** SIGTERM; what it says can still be read. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Reads to the end; the exit status. */
  int await() throws IOException, InterruptedException {
    lines.lines().forEach(seen::add);
    return process.waitFor();
  }

  /** Everything read so far. */
  String said() {
    return String.join("\n", seen);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
