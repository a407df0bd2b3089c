package dev.garrison.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.ClusterSpec;
import dev.garrison.runner.state.Checkpoint;
import dev.garrison.runner.state.CheckpointStore;
import dev.garrison.runner.training.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs over real processes on this machine's loopback interface. */
class ClusterRunTest {
  @TempDir private Path folder;
  private final List<NodeProcess> nodes = new ArrayList<>();

  @AfterEach
  void endNodes() throws InterruptedException {
    for (NodeProcess node : nodes) {
      node.close();
    }
  }

  private static ClusterSpec cluster(List<Integer> ports) {
    return new ClusterSpec(ImmutableMap.of("ps", job(List.of(7000)), "workers", job(ports)));
  }

  private static ImmutableList<HostAndPort> job(List<Integer> ports) {
    return ports.stream()
        .map(port -> HostAndPort.fromParts("127.0.0.1", port))
        .collect(ImmutableList.toImmutableList());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private NodeProcess start(int port, Optional<Credentials> credentials) throws IOException {
    NodeProcess node = NodeProcess.start(port, credentials);
    nodes.add(node);
    return node;
  }

  private static List<String> words(String command, Path dir, String... more) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--checkpoint-dir", dir.toString(), "--no-wait"));
    words.addAll(List.of(more));
    return words;
  }

  private static Map<String, float[]> vectors(Path dir) throws IOException {
    try (Checkpoint checkpoint = new CheckpointStore(dir, 3, 1).latest().orElseThrow()) {
      Map<String, float[]> all = new TreeMap<>();
      checkpoint
          .vectors()
          .forEach(
              (name, vector) -> {
                float[] values = new float[vector.dimension()];
                vector.copyTo(values);
                all.put(name, values);
              });
      return all;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--experiment digits,model:mlp --aggregator multi-krum --nb-decl-byz-workers 1"
            + " --nb-real-byz-workers 1 --attack stale,lag:3 --worker-momentum 0.9"
            + " --optimizer adam",
        "--experiment digits,model:mlp --aggregator fltrust --nb-decl-byz-workers 1 --codec bfloat16",
        "--experiment digits,model:mlp --aggregator majority-vote,tie:zero"
            + " --optimizer signum,weight-decay:0.1 --codec sign"
            + " --nb-decl-byz-workers 2 --nb-real-byz-workers 2 --attack sign-vote-break",
        "--experiment digits,model:torchnet,batch-size:2 --aggregator majority-vote,tie:random"
            + " --optimizer distsgd,reduce:sum --codec sign,zero:silent"
            + " --nb-decl-byz-workers 2 --nb-real-byz-workers 1 --attack slow,delay:0.01"
      })
  void hasTheBitsOfOneProcess(String defence) throws IOException {
    String command =
        defence
            + " --nb-workers 7"
            + " --learning-rate-args initial-rate:0.01"
            + " --max-step 20 --seed 5 --no-progress --evaluation-period -1 --summary-dir -";
    Path here = folder.resolve("here");
    Runs.Outcome alone = Runs.run(words(command, here).toArray(String[]::new));
    assertEquals(0, alone.status(), alone.err());

    // Free ports first: a cluster's id, which is in the certificates, depends on them.
    ClusterSpec spec = cluster(List.of(freePort(), freePort()));
    CredentialStore store = new CredentialStore(folder.resolve("credentials"), spec);
    store.issue(new Slot("ps", 0));
    for (int i = 0; i < 2; i++) {
      start(spec.job("workers").get(i).getPort(), Optional.of(store.issue(new Slot("workers", i))));
    }
    Path there = folder.resolve("there");
    Runs.Outcome spread =
        Runs.run(
            words(
                    command,
                    there,
                    "--server",
                    spec.canonical(),
                    "--credentials",
                    folder.resolve("credentials").toString())
                .toArray(String[]::new));
    assertEquals(0, spread.status(), spread.err());

    Map<String, float[]> expected = vectors(here);
    Map<String, float[]> actual = vectors(there);
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    assertFalse(spread.out().contains("workers:"), spread.out());
  }

  @Test
  void proposalsMayTravelAsDatagrams() throws IOException {
    Path dir = folder.resolve("run");
    Runs.Outcome outcome =
        Runs.run(
            words(
                    "--experiment logreg --aggregator median --nb-workers 5 --nb-decl-byz-workers 1"
                        + " --learning-rate-args initial-rate:0.1 --max-step 50 --no-progress"
                        + " --insecure --udp 3 --udp-rate 1000000 --udp-fill previous",
                    dir,
                    "--server",
                    cluster(List.of(start(0, Optional.empty()).port())).canonical())
                .toArray(String[]::new));
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals(50, outcome.result("step"));
    List<String> workers = Files.readAllLines(dir.resolve("workers.csv"));
    // Four datagrams hold so small a model
    assertTrue(workers.get(3).matches("2,50,0,0,0,\\d+,200,\\d+"), workers.get(3));
    assertTrue(workers.get(4).endsWith(",0,0"), workers.get(4));
    assertTrue(Files.readString(dir.resolve("run.json")).contains("\"udp-fill\": \"previous\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--aggregator median --worker-momentum 0.9",
        "--aggregator majority-vote --optimizer signum --codec sign"
      })
  void goesOnWithoutANodeThatWasKilledAndTakesItBack(String defence) throws Exception {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ports.add(start(0, Optional.empty()).port());
    }
    Path dir = folder.resolve("run");
    try (RunnerProcess runner =
        new RunnerProcess(
            words(
                defence
                    + " --experiment logreg --nb-workers 6 --nb-decl-byz-workers 1"
                    + " --learning-rate-args initial-rate:0.01 --max-step 0"
                    + " --trace --no-progress --insecure",
                dir,
                "--server",
                cluster(ports).canonical()))) {
      runner.awaitLine("step 30:");
      nodes.get(1).kill();
      String lost = runner.awaitLine("lost, and with it workers 1, 4");
      assertTrue(lost.contains("workers:1 at 127.0.0.1:" + ports.get(1)), lost);
      runner.awaitLine("step ");
      start(ports.get(1), Optional.empty());
      runner.awaitLine("workers:1 at 127.0.0.1:" + ports.get(1) + ": back");
      for (int i = 0; i < 30; i++) {
        runner.awaitLine("step ");
      }
      runner.terminate();
      assertEquals(0, runner.await(), runner.said());
      assertTrue(runner.said().contains("result: step="), runner.said());
      assertFalse(runner.said().contains("is skipped"), runner.said());
      assertFalse(runner.said().contains("drifted"), runner.said());
      assertEquals(
          1, runner.said().lines().filter(line -> line.contains(": lost")).count(), runner.said());
    }

    List<String[]> workers =
        Files.readAllLines(dir.resolve("workers.csv")).stream()
            .skip(1)
            .map(line -> line.split(","))
            .toList();
    for (int id = 0; id < 6; id++) {
      boolean killed = id == 1 || id == 4;
      assertEquals(killed, Long.parseLong(workers.get(id)[3]) > 0, "missing, worker " + id);
      assertTrue(Long.parseLong(workers.get(id)[1]) > 30, "on time, worker " + id);
    }
  }

  @Test
  void theParameterServerListensOnNothing() throws Exception {
    assumeTrue(ListeningSockets.areKnown(), "only Linux says who listens");
    NodeProcess node = start(0, Optional.empty());
    try (RunnerProcess runner =
        new RunnerProcess(
            words(
                "--experiment logreg --aggregator median --nb-workers 3 --max-step 0 --trace"
                    + " --no-progress --insecure --udp 1",
                folder.resolve("run"),
                "--server",
                cluster(List.of(node.port())).canonical()))) {
      runner.awaitLine("step 10:");
      assertEquals(Set.of(node.port()), ListeningSockets.of(node.pid()));
      assertEquals(Set.of(), ListeningSockets.of(runner.pid()));
      runner.terminate();
      assertEquals(0, runner.await(), runner.said());
    }
  }

  @Test
  void evaluatesOnTheEvaluationNodeUntilThatIsGone() throws Exception {
    int worker = start(0, Optional.empty()).port();
    NodeProcess evaluator = start(0, Optional.empty());
    ClusterSpec spec =
        new ClusterSpec(
            ImmutableMap.of(
                "ps", job(List.of(7000)),
                "workers", job(List.of(worker)),
                "eval", job(List.of(evaluator.port()))));
    String command =
        "--experiment logreg --aggregator average --nb-workers 3 --max-step %d --no-progress"
            + " --evaluation-delta 5 --evaluation-period -1 --summary-dir - --step-timeout 60";
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    Runs.run(words(command.formatted(10), here).toArray(String[]::new));
    String[] spread =
        words(command.formatted(10), there, "--insecure", "--server", spec.canonical())
            .toArray(String[]::new);

    Runs.Outcome outcome = Runs.run(spread);
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains("eval:0 at 127.0.0.1:" + evaluator.port() + ": ready"));
    assertFalse(outcome.err().contains("evaluating here"), outcome.err());
    assertEquals(evaluations(here), evaluations(there));

    evaluator.kill();
    StopSignal stop = new StopSignal();
    stop.ask();
    outcome = Runs.run(stop, spread);
    assertEquals(0, outcome.status(), outcome.err());
    assertTrue(outcome.err().contains("evaluating here from now on"), outcome.err());
  }

  /** Without the time of day. */
  private static List<String> evaluations(Path dir) throws IOException {
    return Files.readAllLines(dir.resolve("eval")).stream()
        .map(line -> line.substring(line.indexOf('\t')))
        .toList();
  }

  @Test
  void waitsForNodesAndStillStopsInOrder() throws Exception {
    int nobody = freePort();
    Path dir = folder.resolve("run");
    try (RunnerProcess runner =
        new RunnerProcess(
            words(
                "--experiment logreg --aggregator average --nb-workers 2 --insecure --no-progress",
                dir,
                "--server",
                cluster(List.of(nobody)).canonical()))) {
      runner.awaitLine("workers:0 at 127.0.0.1:" + nobody + ": not reached");
      assertFalse(Files.exists(dir), "nothing is written before there is somebody to train with");
      runner.terminate();
      assertEquals(0, runner.await(), runner.said());
    }
    assertTrue(Files.exists(dir.resolve("model.ckpt-0.index")));
  }

  @Test
  void aRunThatEveryNodeRefusesEndsWithOneLine() throws Exception {
    int port = start(0, Optional.empty()).port();
    Path dir = folder.resolve("run");
    Runs.Outcome outcome =
        Runs.run(
            words(
                    "--experiment logreg --aggregator average --nb-workers 2 --nb-real-byz-workers 1"
                        + " --insecure --no-progress --attack "
                        + OnlyHere.class.getName(),
                    dir,
                    "--server",
                    cluster(List.of(port)).canonical())
                .toArray(String[]::new));
    assertEquals(2, outcome.status(), outcome.err());
    String error =
        outcome.err().lines().filter(line -> line.startsWith("error: ")).findFirst().orElseThrow();
    assertTrue(
        error.startsWith("error: --server: workers:0 at 127.0.0.1:" + port + ": refuses: "), error);
    assertFalse(Files.exists(dir));
  }
}
