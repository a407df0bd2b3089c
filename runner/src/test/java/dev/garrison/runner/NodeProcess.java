package dev.garrison.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.garrison.cluster.tls.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A worker node in a process of its own, on a loopback port. */
final class NodeProcess implements AutoCloseable {
  private static final String LISTENING = "listening on port ";

  private final Process process;
  private final int port;

  private NodeProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param port 0 for a free one
   * @param credentials empty for plain text
   */
  static NodeProcess start(int port, Optional<Credentials> credentials) throws IOException {
    List<String> command = java(WorkerNode.class);
    command.add(Integer.toString(port));
    credentials.ifPresent(own -> command.add("tls"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (credentials.isPresent()) {
      credentials.get().write(process.getOutputStream());
      process.getOutputStream().flush();
    }
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = out.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new AssertionError("the node did not start");
    }
    return new NodeProcess(process, Integer.parseInt(line.substring(LISTENING.length())));
  }

  /** The beginning of a command line: this test's Java and class path. */
  static List<String> java(Class<?> main) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
