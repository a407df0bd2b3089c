package dev.garrison.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process and what it says, on both of its outputs. */
final class Command {
  private static final int MINUTES = 5;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();
  private final CompletableFuture<Void> read;

  /**
   * @param folder to run in
   * @param config the user's configuration folder
   */
  Command(List<String> words, Path folder, Path config) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("XDG_CONFIG_HOME", config.toString());
    process = builder.start();
    read = CompletableFuture.runAsync(this::read);
  }

  /** Waits for a line with this in it; an error is not waited through. */
  String await(String part) throws InterruptedException {
    for (String line = lines.poll(MINUTES, TimeUnit.MINUTES);
        line != null;
        line = lines.poll(MINUTES, TimeUnit.MINUTES)) {
      seen.add(line);
      if (line.contains(part)) {
        return line;
      }
      assertFalse(line.startsWith("error: "), this::text);
    }
    return fail("no line with \"" + part + "\" in " + MINUTES + " minutes:\n" + text());
  }

  /** Waits for the end. */
  int status() throws Exception {
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), this::text);
    read.get(MINUTES, TimeUnit.MINUTES);
    return process.exitValue();
  }

  /** Lines with this in them. */
  long count(String part) {
    return text().lines().filter(line -> line.contains(part)).count();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** All it said so far. */
  String text() {
    lines.drainTo(seen);
    return String.join("\n", seen);
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("reading failed: " + e);
    }
  }

  /** Ports that nobody listens at, on any address of this machine. */
  static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      sockets[i] = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
      ports[i] = sockets[i].getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
