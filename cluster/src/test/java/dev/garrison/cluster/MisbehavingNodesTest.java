package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.FakeNode.Line;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.Refused;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginSpec;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.ReplicaOptions;
import io.grpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One node that is honest, with workers 0, 2 and 4, beside one that is not, with 1 and 3. Whatever
 * that one does, the honest workers' proposals arrive unchanged and the pool goes on.
 */
class MisbehavingNodesTest {
  private static final int D = ToyExperiment.DIMENSION;
  private static final long SEED = 20261120;

  private final TestNodes honest = new TestNodes(1, Optional.empty());

  @AfterEach
  void close() {
    honest.close();
  }

  /** Who answers properly for worker 3, and does something else as worker 1. */
  private interface Misdeed {
    void act(Line line, long step);
  }

  private static BiConsumer<Line, ToNode> at(Misdeed misdeed) {
    return (line, message) -> {
      if (message.hasOpen()) {
        line.ready();
      } else if (message.hasStep()) {
        long step = message.getStep().getStep();
        if (message.getStep().getWorkersList().contains(3)) {
          line.vector(4, step, proposal(3, step));
          line.answered(3, step, true);
        }
        if (message.getStep().getWorkersList().contains(1)) {
          misdeed.act(line, step);
        }
      }
    };
  }

  private static float[] proposal(int worker, long step) {
    float[] values = new float[D];
    Arrays.fill(values, 100 * worker + step);
    return values;
  }

  private static Predicate<WorkerCounts> malformed() {
    return counts -> counts.malformed() > 0 && counts.onTime() == 0;
  }

  private static Predicate<WorkerCounts> late() {
    return counts -> counts.late() > 0 && counts.malformed() == 0;
  }

  private static Predicate<WorkerCounts> missing() {
    return counts -> counts.missing() > 0 && counts.onTime() == 0;
  }

  private static Arguments misdeed(String name, Predicate<WorkerCounts> seen, Misdeed misdeed) {
    return Arguments.of(name, seen, misdeed);
  }

  static Stream<Arguments> misdeeds() {
    return Stream.of(
        misdeed("nothing at all", missing(), (line, step) -> {}),
        misdeed("an answer without a proposal", malformed(), (l, s) -> l.answered(1, s, true)),
        misdeed(
            "a proposal that is too short",
            malformed(),
            (line, step) -> {
              line.vector(2, step, new float[D - 1]);
              line.answered(1, step, true);
            }),
        misdeed(
            "a proposal that is too long",
            malformed(),
            (line, step) -> {
              line.vector(2, step, new float[D + 1]);
              line.answered(1, step, true);
            }),
        misdeed(
            "values beyond the end",
            malformed(),
            (line, step) -> {
              line.vector(2, step, new float[D]);
              line.values(2, step, D, 1);
            }),
        misdeed("values far away", malformed(), (l, s) -> l.values(2, s, 1L << 40, 1)),
        misdeed(
            "a gap",
            malformed(),
            (line, step) -> {
              line.values(2, step, 0, 1, 2);
              line.values(2, step, 3, 1, 2);
            }),
        misdeed(
            "the same values again",
            malformed(),
            (line, step) -> {
              line.values(2, step, 0, 1, 2);
              line.values(2, step, 0, 1, 2);
            }),
        misdeed(
            "a proposal and word that there is none",
            malformed(),
            (line, step) -> {
              line.vector(2, step, new float[D]);
              line.answered(1, step, false);
            }),
        misdeed(
            "a step to come",
            late(),
            (line, step) -> {
              line.vector(2, step + 5, new float[D]);
              line.answered(1, step + 5, true);
            }),
        misdeed(
            "a step long gone",
            late(),
            (line, step) -> {
              line.vector(2, step - 1, new float[D]);
              line.answered(1, step - 1, true);
            }),
        misdeed(
            "everything twice",
            counts -> counts.late() > 0 && counts.onTime() > 0 && counts.malformed() == 0,
            (line, step) -> {
              for (int i = 0; i < 2; i++) {
                line.vector(2, step, proposal(1, step));
                line.answered(1, step, true);
              }
            }),
        misdeed(
            "in another's name",
            malformed(),
            (line, step) -> {
              line.vector(1, step, new float[D]);
              line.answered(0, step, true);
              line.vector(3, step, new float[D]);
              line.answered(2, step, true);
            }),
        misdeed("a worker that is none", malformed(), (l, s) -> l.answered(-1, s, true)),
        misdeed(
            "channels that are none",
            malformed(),
            (line, step) -> {
              line.values(0, step, 0, 1);
              line.values(Integer.MAX_VALUE, step, 0, 1);
              line.values(1 + 5, step, 0, 1);
            }),
        misdeed(
            "a frame that is cut off",
            malformed(),
            (line, step) -> line.raw(PieceHeader.floats(2, step, 0, D), 4, new float[4])),
        misdeed(
            "a count that is none",
            malformed(),
            (line, step) -> line.raw(PieceHeader.floats(2, step, 0, -1), 4, new float[4])),
        misdeed("a byte", malformed(), (line, step) -> line.bytes((byte) 1)),
        misdeed("an empty message", malformed(), (line, step) -> line.bytes()),
        misdeed("control without content", malformed(), (line, step) -> line.bytes((byte) 0)),
        misdeed(
            "random bytes",
            malformed(),
            (line, step) -> {
              byte[] bytes = new byte[1000];
              new SplittableRandom(SEED + step).nextBytes(bytes);
              line.bytes(bytes);
            }),
        misdeed(
            "a frame above the limit",
            malformed(),
            (line, step) -> line.bytes(new byte[FrameMarshaller.LONGEST + 1])),
        misdeed("ready once more", malformed(), (line, step) -> line.ready()),
        misdeed(
            "memories nobody asked for",
            malformed(),
            (line, step) -> {
              line.say(
                  ToServer.newBuilder()
                      .setStateVector(
                          StateVector.newBuilder()
                              .setWorker(1)
                              .setName("momentum")
                              .setLength(Integer.MAX_VALUE)
                              .setChannel(6))
                      .build());
              line.say(ToServer.newBuilder().setStateSent(StateSent.newBuilder()).build());
            }),
        misdeed(
            "a flood",
            malformed(),
            (line, step) -> {
              byte[] much = new byte[FrameMarshaller.LONGEST];
              much[0] = 7;
              for (int i = 0; i < 100; i++) {
                line.bytes(much);
              }
            }),
        misdeed(
            "goodbye", missing(), (line, step) -> line.end(Status.INTERNAL.withDescription("x"))),
        misdeed("success", missing(), (line, step) -> line.end(Status.OK)),
        misdeed(
            "a refusal that fools a terminal",
            missing(),
            (line, step) ->
                line.say(
                    ToServer.newBuilder()
                        .setRefused(Refused.newBuilder().setReason("\u001b[2J\n".repeat(9999)))
                        .build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misdeeds")
  void harmsNobodyElse(String name, Predicate<WorkerCounts> seen, Misdeed misdeed) {
    try (FakeNode fake = new FakeNode(at(misdeed));
        RemotePool pool = pool(fake, 0, Duration.ofMillis(500));
        RemotePool alone = honest.unready(settings(0), FixedTimeout.none(), 5, () -> false)) {
      pool.awaitNodes(TestNodes.LONG);
      alone.awaitNodes(TestNodes.LONG);
      boolean there = false;
      long deadline = System.nanoTime() + TestNodes.LONG.toNanos();
      for (long step = 1; !there; step++) {
        float[][] expected = WorkerPoolContract.rows(alone, step);
        try (Parameters parameters = Parameters.copyOf(WorkerPoolContract.START);
            Round round = pool.step(step, parameters)) {
          for (Answer answer : round.answers()) {
            assertArrayEquals(
                answer.worker() % 2 == 1
                    ? proposal(answer.worker(), step)
                    : expected[answer.worker()],
                answer.row(),
                "worker " + answer.worker());
          }
        }
        there = seen.test(pool.counts().get(1));
        assertTrue(deadline - System.nanoTime() > 0, () -> "never seen: " + pool.counts());
      }
      assertEquals(0, pool.counts().get(0).malformed());
      assertEquals(0, pool.counts().get(0).late());
      long onTime = pool.counts().get(0).onTime();
      awaitHonest(pool);
      assertTrue(pool.counts().get(0).onTime() > onTime);
    }
  }

  /** Makes a step in which the honest workers take part. */
  private static void awaitHonest(RemotePool pool) {
    long deadline = System.nanoTime() + TestNodes.LONG.toNanos();
    while (!WorkerPoolContract.ids(pool, 1000).containsAll(ImmutableList.of(0, 2, 4))) {
      assertTrue(deadline - System.nanoTime() > 0, () -> "never there: " + pool.counts());
    }
  }

  private static WorkerSettings settings(float momentum) {
    return WorkerPoolContract.settings(momentum);
  }

  private RemotePool pool(FakeNode fake, float momentum, Duration timeout) {
    ImmutableList<NodeAddress> nodes =
        ImmutableList.of(honest.addresses().get(0), fake.address(TestNodes.slot(1)));
    return new RemotePool(
        nodes,
        Optional.empty(),
        honest.run(PluginSpec.of("toy"), settings(momentum), D),
        new FixedTimeout(timeout),
        3,
        0,
        Optional.empty(),
        () -> false);
  }

  @Test
  void aNodeThatIsNeverReadyKeepsNoRunFromBeginning() {
    try (FakeNode fake = new FakeNode((line, message) -> {});
        RemotePool pool = pool(fake, 0, TestNodes.LONG)) {
      pool.awaitNodes(Duration.ofMillis(10));
      assertEquals(ImmutableList.of(0, 2, 4), WorkerPoolContract.ids(pool, 0));
    }
  }

  @Test
  void anotherVersionIsNotTakenIn() {
    try (FakeNode fake = new FakeNode((line, message) -> line.ready("0.0.1"));
        RemotePool pool = pool(fake, 0, TestNodes.LONG)) {
      pool.awaitNodes(TestNodes.LONG);
      assertEquals(ImmutableList.of(0, 2, 4), WorkerPoolContract.ids(pool, 0));
    }
  }

  @Test
  void aNodeThatLiesAboutItsMemoryIsGivenTheLastOne() {
    BiConsumer<Line, ToNode> liar =
        at(
            (line, step) -> {
              line.vector(2, step, proposal(1, step));
              line.answered(1, step, true);
            });
    try (FakeNode fake =
            new FakeNode(
                (line, message) -> {
                  if (message.hasStateAsked()) {
                    long request = message.getStateAsked().getRequest();
                    line.say(
                        ToServer.newBuilder()
                            .setStateVector(
                                StateVector.newBuilder()
                                    .setWorker(1)
                                    .setName("momentum")
                                    .setLength(1)
                                    .setChannel(6))
                            .build());
                    line.vector(6, request, 1);
                    line.say(
                        ToServer.newBuilder()
                            .setStateSent(StateSent.newBuilder().setRequest(request))
                            .build());
                  } else {
                    liar.accept(line, message);
                  }
                });
        RemotePool pool = pool(fake, 0.5f, TestNodes.LONG)) {
      pool.awaitNodes(TestNodes.LONG);
      assertEquals(5, WorkerPoolContract.rows(pool, 0).length);
      Map<String, float[]> state = pool.state();
      assertEquals(5, state.size());
      assertArrayEquals(new float[D], state.get("worker1/momentum"));
      assertArrayEquals(new float[D], state.get("worker3/momentum"));
    }
  }

  @Test
  void aNodeThatAlwaysDriftsGetsTheParametersOnceAStep() {
    int steps = 20;
    try (FakeNode fake =
            new FakeNode(
                (line, message) -> {
                  if (message.hasOpen()) {
                    line.ready();
                  } else if (message.hasStep() || message.hasChanged()) {
                    long step =
                        message.hasStep()
                            ? message.getStep().getStep()
                            : message.getChanged().getStep();
                    for (int i = 0; i < 1000; i++) {
                      line.drifted(step - 1);
                      line.drifted(step);
                    }
                    line.answered(1, step, false);
                    line.answered(3, step, false);
                  }
                });
        RemotePool pool = signs(fake)) {
      pool.awaitNodes(TestNodes.LONG);
      Optional<Change> change = Optional.empty();
      for (long step = 0; step < steps; step++) {
        try (Parameters parameters = Parameters.copyOf(WorkerPoolContract.START);
            Round round = pool.step(new Broadcast(step, parameters, change))) {
          assertEquals(3, round.answers().size());
        }
        change = Optional.of(new Change.Vote(new SignRow(D), 1, 0));
      }
      long resent = pool.traffic().resent();
      assertTrue(resent > 0 && resent <= steps, "sent in full " + resent + " times");
    }
  }

  private RemotePool signs(FakeNode fake) {
    return new RemotePool(
        ImmutableList.of(honest.addresses().get(0), fake.address(TestNodes.slot(1))),
        Optional.empty(),
        new RemoteRun(
            PluginSpec.of("toy"),
            ReplicaOptions.defaults(),
            settings(0),
            D,
            WorkerPoolContract.codec("sign")),
        new FixedTimeout(TestNodes.LONG),
        3,
        0,
        Optional.empty(),
        () -> false);
  }

  @Test
  void theStepAfterALongMemoryHasEveryWorker() {
    try (FakeNode fake =
            new FakeNode(
                at(
                    (line, step) -> {
                      line.vector(2, step, proposal(1, step));
                      line.answered(1, step, true);
                    }));
        RemotePool pool = pool(fake, 0, TestNodes.LONG)) {
      pool.awaitNodes(TestNodes.LONG);
      // More than fits the network's buffers: it is still on its way when the step begins
      pool.restore(Map.of("worker1/attack0/memory", new float[1 << 23]));
      assertEquals(List.of(0, 1, 2, 3, 4), WorkerPoolContract.ids(pool, 0));
    }
  }

  @Test
  void aNodeThatHoldsUpACheckpointIsLeftOutOfTheNext() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch dialledTwice = new CountDownLatch(2);
    try (FakeNode fake =
            new FakeNode(
                (line, message) -> {
                  if (message.hasOpen()) {
                    line.ready();
                    dialledTwice.countDown();
                  } else if (message.hasStateAsked()) {
                    asked.getAndIncrement();
                  }
                });
        RemotePool pool = pool(fake, 0.5f, TestNodes.LONG)) {
      pool.awaitNodes(TestNodes.LONG);
      assertEquals(5, pool.state().size());
      dialledTwice.await();
      pool.awaitNodes(TestNodes.LONG);
      assertEquals(5, pool.state().size());
      assertEquals(1, asked.get());
    }
  }
}
