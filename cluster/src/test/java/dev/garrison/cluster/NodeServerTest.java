package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.garrison.cluster.listen.ConnectionLimits;
import dev.garrison.cluster.node.Limits;
import dev.garrison.cluster.node.NodeOptions;
import dev.garrison.cluster.node.NodeServer;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.Mutations;
import dev.garrison.cluster.wire.proto.Argument;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Plugin;
import dev.garrison.cluster.wire.proto.StateAsked;
import dev.garrison.cluster.wire.proto.StateRestored;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.StepAsked;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A node, spoken to frame by frame. */
class NodeServerTest {
  private static final long SEED = 20261120;
  private static final Duration SOON = Duration.ofMillis(200);

  private final PluginRegistry registry = TestRuns.registry();
  private final List<NodeServer> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(NodeServer::close);
    registry.close();
  }

  private int node(Limits limits) throws IOException {
    NodeServer node =
        NodeServer.start(
            registry,
            new NodeOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                ImmutableList.of(),
                TestNodes.SERVER,
                limits));
    started.add(node);
    return node.port();
  }

  private int node() throws IOException {
    return node(Limits.DEFAULT);
  }

  private static RawClient opened(int port, Open.Builder open) throws InterruptedException {
    RawClient client = new RawClient(port);
    client.open(open);
    assertTrue(client.message().hasReady());
    return client;
  }

  /** The answer of one worker. */
  private static float[] answer(RawClient client, int worker, long step)
      throws InterruptedException {
    float[] values = client.values();
    var answered = client.message().getAnswered();
    assertEquals(worker, answered.getWorker());
    assertEquals(step, answered.getStep());
    assertTrue(answered.getSent());
    return values;
  }

  @Test
  void aStepAskedAgainIsAnsweredAgainAndNotComputedAgain() throws Exception {
    try (RawClient client = opened(node(), TestRuns.toy())) {
      client.ask(0, 1);
      answer(client, 1, 0);
      client.ask(1, 1);
      float[] first = answer(client, 1, 1);
      client.ask(1, 1);
      // The momentum would have made it another one.
      assertArrayEquals(first, answer(client, 1, 1));
      client.ask(2, 1);
      assertFalse(Arrays.equals(first, answer(client, 1, 2)));
    }
  }

  @Test
  void onlyTheWorkersAskedAnswer() throws Exception {
    try (RawClient client = opened(node(), TestRuns.toy())) {
      client.ask(0, 0);
      answer(client, 0, 0);
      client.ask(1, 1);
      answer(client, 1, 1);
    }
  }

  @Test
  void aWorkerThatIsBusySaysAtOnceThatItSendsNothing() throws Exception {
    BlockingAttack.reset();
    try (RawClient client =
        opened(
            node(),
            TestRuns.toy()
                .addAttacked(0)
                .setLocalAttack(Plugin.newBuilder().setName("blocking")))) {
      try {
        client.ask(0, 0);
        BlockingAttack.awaitEntered();
        client.ask(1, 0);
        var busy = client.message().getAnswered();
        assertEquals(1, busy.getStep());
        assertFalse(busy.getSent());
      } finally {
        BlockingAttack.release();
      }
      answer(client, 0, 0);
      client.ask(2, 0);
      answer(client, 0, 2);
    }
  }

  private static Arguments violation(String name, Consumer<RawClient> violation) {
    return Arguments.of(name, violation);
  }

  private static Consumer<RawClient> says(ToNode.Builder message) {
    return client -> client.say(message.build());
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        violation("opening twice", client -> client.open(TestRuns.toy())),
        violation("an empty message", says(ToNode.newBuilder())),
        violation("a byte", client -> client.bytes((byte) 9)),
        violation("a frame cut off", client -> client.bytes((byte) 1, (byte) 0)),
        violation("garbage", client -> client.bytes((byte) 0, (byte) 255, (byte) 255)),
        violation("a frame above the limit", c -> c.bytes(new byte[FrameMarshaller.LONGEST + 1])),
        violation("parameters nobody announced", c -> c.vector(0, 0, new float[9])),
        violation("a channel that is none", client -> client.vector(77, 0, new float[9])),
        violation("a worker that is elsewhere", client -> client.ask(0, 2)),
        violation("no worker's number", client -> client.ask(0, -1)),
        violation(
            "too many parameters",
            client -> {
              client.say(ToNode.newBuilder().setStep(StepAsked.newBuilder().addWorkers(0)).build());
              client.vector(0, 0, new float[10]);
            }),
        violation(
            "parameters of another step",
            client -> {
              client.say(ToNode.newBuilder().setStep(StepAsked.newBuilder().addWorkers(0)).build());
              client.vector(0, 1, new float[9]);
            }),
        violation(
            "two steps at once",
            client -> {
              ToNode step =
                  ToNode.newBuilder().setStep(StepAsked.newBuilder().addWorkers(0)).build();
              client.say(step);
              client.say(step);
            }),
        violation(
            "more memory than announced",
            client -> {
              client.say(
                  ToNode.newBuilder()
                      .setStateVector(StateVector.newBuilder().setName("momentum").setLength(1))
                      .build());
              client.vector(3, 0, new float[2]);
            }),
        violation(
            "memory of any length",
            says(
                ToNode.newBuilder()
                    .setStateVector(StateVector.newBuilder().setName("x").setLength(-1)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void whoBreaksTheProtocolIsHungUpOnAndTheNodeLivesOn(String name, Consumer<RawClient> violation)
      throws Exception {
    int port = node();
    try (RawClient client = opened(port, TestRuns.toy())) {
      violation.accept(client);
      assertFalse(client.end().isOk());
    }
    assertAlive(port);
  }

  private static void assertAlive(int port) throws InterruptedException {
    try (RawClient client = opened(port, TestRuns.toy().setSession(session(99)))) {
      client.ask(0, 0);
      answer(client, 0, 0);
    }
  }

  private static ByteString session(int number) {
    return ByteString.copyFrom(new byte[15])
        .concat(ByteString.copyFrom(new byte[] {(byte) number}));
  }

  @Test
  void aMemoryThatDoesNotFitEndsTheRunWithAReason() throws Exception {
    try (RawClient client = opened(node(), TestRuns.toy())) {
      client.say(
          ToNode.newBuilder()
              .setStateVector(
                  StateVector.newBuilder().setName("momentum").setLength(1).setChannel(3))
              .build());
      client.vector(3, 0, 1);
      client.say(ToNode.newBuilder().setStateRestored(StateRestored.getDefaultInstance()).build());
      assertEquals("momentum: expected length 9, got 1", client.message().getRefused().getReason());
    }
  }

  @Test
  void aMemoryGivenBackDoesNotChangeAnAnswerThatIsHeldBack() throws Exception {
    Plugin slow =
        Plugin.newBuilder()
            .setName("slow")
            .addArguments(Argument.newBuilder().setKey("delay").setValue("0.5"))
            .build();
    try (RawClient client = opened(node(), TestRuns.toy().addAttacked(0).setLocalAttack(slow))) {
      client.ask(4, 0);
      awaitMomentum(client);
      client.say(
          ToNode.newBuilder()
              .setStateVector(
                  StateVector.newBuilder().setName("momentum").setLength(9).setChannel(3))
              .build());
      client.vector(3, 0, new float[9]);
      client.say(ToNode.newBuilder().setStateRestored(StateRestored.getDefaultInstance()).build());
      answer(client, 0, 4);
    }
  }

  /** Waits until worker 0 has computed; its answer is held back for longer. */
  private static void awaitMomentum(RawClient client) throws InterruptedException {
    boolean computed = false;
    while (!computed) {
      client.say(ToNode.newBuilder().setStateAsked(StateAsked.getDefaultInstance()).build());
      ToServer next = client.message();
      while (!next.hasStateSent()) {
        boolean ofWorkerZero = next.getStateVector().getWorker() == 0;
        for (float value : client.values()) {
          computed |= ofWorkerZero && value != 0;
        }
        next = client.message();
      }
    }
  }

  static Stream<Arguments> runs() {
    return Stream.of(
        Arguments.of("speaks protocol 2, the parameter server 3", TestRuns.toy().setProtocol(3)),
        Arguments.of(
            "the run does not make sense: session: expected 16 bytes, got 0",
            TestRuns.toy().clearSession()),
        Arguments.of(
            "the run does not make sense: generation: expected at least 1, got 0",
            TestRuns.toy().clearGeneration()),
        Arguments.of(
            "the run does not make sense: workers: expected ids below 2, got 5",
            TestRuns.toy().addWorkers(5)),
        Arguments.of(
            "the run does not make sense: momentum: expected in [0, 1), got 2.0",
            TestRuns.toy().setWorkerMomentum(2)),
        Arguments.of(
            "the run does not make sense: l1: expected finite and >= 0, got NaN",
            TestRuns.toy().setL1(Double.NaN)),
        Arguments.of(
            "the run does not make sense: integer overflow", TestRuns.toy().setDimension(1L << 40)),
        Arguments.of(
            "toy has 9 parameters here, 8 at the parameter server; are plugins and data the same?",
            TestRuns.toy().setDimension(8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void aRunThatCannotTakePlaceIsRefused(String reason, Open.Builder open) throws Exception {
    int port = node();
    try (RawClient client = new RawClient(port)) {
      client.open(open);
      assertEquals(reason, client.message().getRefused().getReason());
      assertTrue(client.end().isOk());
    }
    assertAlive(port);
  }

  @Test
  void anotherNumberOfThreadsNeedsAnotherProcess() throws Exception {
    int port = node();
    opened(port, TestRuns.toy()).close();
    try (RawClient client = new RawClient(port)) {
      client.open(TestRuns.toy().setGeneration(2).setWorkerThreads(2));
      assertEquals(
          "this process computes with --worker-threads 1 since its first run, asked for 2; start the"
              + " node again to change that",
          client.message().getRefused().getReason());
    }
  }

  @Test
  void aNewGenerationReplacesAnOldOneAndNotTheOtherWayRound() throws Exception {
    int port = node();
    try (RawClient old = opened(port, TestRuns.toy().setGeneration(3));
        RawClient earlier = new RawClient(port);
        RawClient later = new RawClient(port)) {
      earlier.open(TestRuns.toy().setGeneration(3));
      assertEquals("generation 3 of this run is over", earlier.message().getRefused().getReason());
      later.open(TestRuns.toy().setGeneration(4));
      assertTrue(later.message().hasReady());
      assertEquals(Status.Code.ABORTED, old.end().getCode());
      later.ask(0, 0);
      answer(later, 0, 0);
    }
  }

  @Test
  void thereAreOnlySoManyRuns() throws Exception {
    int port = node(new Limits(new ConnectionLimits(10, 10, TestNodes.LONG), 1));
    try (RawClient first = opened(port, TestRuns.toy());
        RawClient second = new RawClient(port)) {
      second.open(TestRuns.toy().setSession(session(1)));
      assertEquals("busy with 1 other runs", second.message().getRefused().getReason());
      first.ask(0, 0);
      answer(first, 0, 0);
    }
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    int port = node(new Limits(new ConnectionLimits(10, 10, SOON), 1));
    try (RawClient silent = new RawClient(port)) {
      assertEquals("no run was opened", silent.end().getDescription());
    }
  }

  @Test
  void whoConnectsAndDoesNotCallIsHungUpOn() throws Exception {
    int port = node(new Limits(new ConnectionLimits(10, 10, SOON), 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TestNodes.LONG.toMillis());
      assertTrue(socket.getInputStream().readAllBytes().length < 1000);
    }
  }

  @Test
  void thereAreOnlySoManyConnections() throws Exception {
    int port = node(new Limits(new ConnectionLimits(2, 2, TestNodes.LONG), 1));
    try (RawClient client = opened(port, TestRuns.toy());
        Socket second = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertTrue(second.getInputStream().read() >= 0);
      try (Socket third = new Socket(InetAddress.getLoopbackAddress(), port)) {
        third.setSoTimeout((int) TestNodes.LONG.toMillis());
        assertThrowsOrEnds(third);
      }
      client.ask(0, 0);
      answer(client, 0, 0);
    }
    assertAliveSoon(port);
  }

  /** Closing may arrive as a reset. */
  private static void assertThrowsOrEnds(Socket socket) {
    try {
      assertEquals(-1, socket.getInputStream().read());
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("reset"), e.getMessage());
    }
  }

  /** The node may need a moment to see that the others are gone. */
  private static void assertAliveSoon(int port) throws Exception {
    long deadline = System.nanoTime() + TestNodes.LONG.toNanos();
    while (true) {
      try (RawClient client = new RawClient(port)) {
        client.open(TestRuns.toy().setSession(session(99)));
        Object next = client.next(Object.class);
        if (!(next instanceof Status)) {
          return;
        }
      }
      assertTrue(deadline - System.nanoTime() > 0);
    }
  }

  @Test
  void changedFramesNeverBringANodeDown() throws Exception {
    int port = node();
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] open = message(ToNode.newBuilder().setOpen(TestRuns.toy()).build());
    byte[] step =
        message(ToNode.newBuilder().setStep(StepAsked.newBuilder().addWorkers(0)).build());
    for (int i = 0; i < 200; i++) {
      try (RawClient client = new RawClient(port)) {
        client.bytes(random.nextBoolean() ? open : Mutations.of(open, random));
        for (int j = 0; j < 5; j++) {
          client.bytes(Mutations.of(step, random));
        }
      }
    }
    assertAliveSoon(port);
  }

  private static byte[] message(ToNode message) {
    return ByteString.copyFrom(new byte[1]).concat(message.toByteString()).toByteArray();
  }

  @Test
  void plainTextIsServedOnThisMachineOnly() {
    UserException e =
        assertThrows(
            UserException.class,
            () ->
                NodeServer.start(
                    registry,
                    new NodeOptions(
                        new InetSocketAddress("0.0.0.0", 7000),
                        Optional.empty(),
                        ImmutableList.of(),
                        TestNodes.SERVER,
                        Limits.DEFAULT)));
    assertEquals(
        "--insecure: only on a loopback address (127.0.0.1, ::1, localhost), got 0.0.0.0:7000",
        e.getMessage());
  }

  @Test
  void aPortThatIsTakenIsAnIoException() throws IOException {
    int port = node();
    assertThrows(
        IOException.class,
        () ->
            NodeServer.start(
                registry,
                new NodeOptions(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Optional.empty(),
                    ImmutableList.of(),
                    TestNodes.SERVER,
                    Limits.DEFAULT)));
  }
}
