package dev.garrison.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    int[] ports = Command.freePorts(4);
    cluster =
        "{\"ps\":[\"127.0.0.1:%d\"],\"workers\":[\"127.0.0.1:%d\",\"127.0.0.2:%d\",\"127.0.0.1:%d\"]}"
            .formatted(ports[0], ports[1], ports[2], ports[3]);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (Command command : started) {
      command.kill();
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
    first.terminate();
    assertEquals(0, first.status(), first::text);
    assertEquals(List.of(), nodes());

    Command second = deploy(ssh.command());
    second.await(UP);
    assertEquals(0, second.count("sending"), second::text);
    assertEquals(3, nodes().size());
    second.kill();
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
    Command command = new Command(words, folder, folder.resolve("config"));
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
}
