package dev.garrison.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * bin/deploy as a person has it, over a real SSH server: three workers on two hosts, which are two
 * addresses of this machine with an install folder each.
 */
class DeployIT {
  private static final int MINUTES = 5;
  private static final String UP = "cluster is up: 3 nodes; ";

  @TempDir private Path folder;
  private Path root;
  private SshServer ssh;
  private String cluster;
  private final List<Command> started = new ArrayList<>();

  @BeforeEach
  void startServer() throws IOException, InterruptedException {
    root = Path.of(System.getProperty("garrison.root")).toRealPath();
    ssh = SshServer.start(folder.resolve("ssh"));
    int[] ports = freePorts(4);
    cluster =
        "{\"ps\":[\"127.0.0.1:%d\"],\"workers\":[\"127.0.0.1:%d\",\"127.0.0.2:%d\",\"127.0.0.1:%d\"]}"
            .formatted(ports[0], ports[1], ports[2], ports[3]);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (Command command : started) {
      command.process.destroyForcibly();
    }
    ssh.close();
    for (ProcessHandle node : nodes()) {
      node.onExit().get(MINUTES, TimeUnit.MINUTES);
    }
  }

  @Test
  void trainsThroughTheDeathOfAWorkerAndTakesTheClusterDown() throws Exception {
    // With MNIST where it is at hand, as on the build server
    String data = System.getenv("GARRISON_DATA_DIR");
    String experiment = data == null ? "digits,model:mlp" : "mnist,batch-size:25";
    Command deploy =
        deploy(
            ssh.command(),
            "--nice",
            "workers",
            "--env",
            "GARRISON_DATA_DIR=" + (data == null ? "" : data),
            "--runner",
            "--experiment "
                + experiment
                + " --aggregator multi-krum --nb-workers 9"
                + " --nb-decl-byz-workers 3 --learning-rate-args initial-rate:0.3 --max-step 500"
                + " --evaluation-delta 100 --evaluation-period -1 --step-timeout 2"
                + " --checkpoint-dir '"
                + folder
                + "/run'");
    deploy.await("cluster is up: 3 nodes; starting the runner");
    List<ProcessHandle> nodes = nodes();
    assertEquals(3, nodes.size());
    deploy.await("step ");
    // Three of the nine workers live there
    assertTrue(nodes.get(0).destroyForcibly());
    deploy.await("ended: ");
    deploy.await(": up");
    String result = deploy.await("result: step=500 ");
    double accuracy = Double.parseDouble(result.replaceAll(".* top1-X-acc=([0-9.]+) .*", "$1"));
    assertTrue(accuracy > 0.9, result);
    assertEquals(0, deploy.status(), deploy::text);
    assertEquals(List.of(), nodes());
  }

  @Test
  void aSecondDeploymentSendsNothingAndAKilledOneLeavesNothing() throws Exception {
    Command first = deploy(ssh.command());
    first.await(UP);
    assertEquals(2, first.count(": sending the distribution, "), first::text);
    first.process.destroy();
    assertEquals(0, first.status(), first::text);
    assertEquals(List.of(), nodes());

    Command second = deploy(ssh.command());
    second.await(UP);
    assertEquals(0, second.count("sending"), second::text);
    assertEquals(3, nodes().size());
    second.process.destroyForcibly();
    second.status();
    for (ProcessHandle node : nodes()) {
      node.onExit().get(MINUTES, TimeUnit.MINUTES);
    }
  }

  @Test
  void everyNodeSaysWhyItCannotBeStarted() throws Exception {
    Command stranger = deploy(ssh.commandOfAStranger());
    assertEquals(1, stranger.status(), stranger::text);
    assertEquals(3, stranger.count(": failed: permission denied ("), stranger::text);
    assertEquals(
        1,
        stranger.count("error: 0 of 3 nodes came up, and --require is all; the cluster is taken"),
        stranger::text);
  }

  private Command deploy(String ssh, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                root.resolve("bin/deploy").toString(),
                "--cluster",
                cluster,
                "--deploy",
                "--id",
                "ps:0",
                "--omit",
                "--ssh",
                ssh,
                "--java",
                System.getProperty("java.home"),
                "--install-dir",
                folder.resolve("installed-%h").toString()));
    words.addAll(List.of(more));
    Command command = new Command(words, folder.resolve("config"));
    started.add(command);
    return command;
  }

  /** Processes of nodes, by what only this test has in their command lines. */
  private List<ProcessHandle> nodes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(folder + "/installed-"))
                    .filter(line -> line.contains(" dev.garrison.deploy.node.NodeMain "))
                    .isPresent())
        .toList();
  }

  private static int[] freePorts(int count) throws IOException {
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

  /** A process and what it says, on both of its outputs. */
  private static final class Command {
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private final CompletableFuture<Void> read;

    Command(List<String> words, Path config) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("XDG_CONFIG_HOME", config.toString());
      process = builder.start();
      read = CompletableFuture.runAsync(this::read);
    }

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

    int status() throws Exception {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), this::text);
      read.get(MINUTES, TimeUnit.MINUTES);
      return process.exitValue();
    }

    long count(String part) {
      return text().lines().filter(line -> line.contains(part)).count();
    }

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
  }
}
