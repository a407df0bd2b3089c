package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.aggregators.SignRow;
import dev.garrison.attacks.Attack;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.remote.RemoteEvaluator;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemotePoolTest extends WorkerPoolContract {
  private static final StepTimeout SHORT = new FixedTimeout(Duration.ofMillis(300));
  private static final StepTimeout NONE = FixedTimeout.none();

  private final TestNodes nodes = new TestNodes(2, Optional.empty());
  private final AtomicBoolean stop = new AtomicBoolean();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  WorkerPool open(Experiment experiment, WorkerSettings settings, ChosenCodec codec) {
    return open(experiment, settings, codec, 0);
  }

  private RemotePool open(
      Experiment experiment, WorkerSettings settings, ChosenCodec codec, int resync) {
    return nodes.pool(
        experiment,
        settings,
        codec,
        new FixedTimeout(Duration.ofSeconds(5)),
        1,
        resync,
        Optional.empty(),
        stop::get);
  }

  private RemotePool open(
      WorkerSettings settings, Experiment experiment, StepTimeout timeout, int minimum) {
    return nodes.pool(experiment, settings, timeout, minimum, Optional.empty(), stop::get);
  }

  private RemotePool open(WorkerSettings settings, StepTimeout timeout, int minimum) {
    return open(settings, new ToyExperiment(), timeout, minimum);
  }

  @Test
  void equalsThePoolInOneProcessToTheBit() {
    WorkerSettings settings = attacked("noise", 0.9f, 1, 4);
    ToyExperiment toy = new ToyExperiment();
    try (PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of());
        Replica replica = new Replica(toy.model(), toy.train().shape(), ReplicaOptions.defaults());
        WorkerPool here =
            new InProcessPool(registry, toy, replica, settings, new Float32(), 2, NONE);
        WorkerPool there = open(settings, NONE, WORKERS)) {
      for (long step = 0; step < 10; step++) {
        assertArrayEquals(rows(here, step), rows(there, step), "step " + step);
      }
      Map<String, float[]> expected = here.state();
      Map<String, float[]> state = there.state();
      assertEquals(expected.keySet(), state.keySet());
      expected.forEach((name, values) -> assertArrayEquals(values, state.get(name), name));
    }
  }

  @Test
  void aNodeThatDiesIsLeftOutAndRejoinsWhenItIsBack() {
    try (RemotePool pool = open(settings(0), NONE, 2)) {
      assertEquals(List.of(0, 1, 2, 3, 4), ids(pool, 0));
      nodes.stop(1);
      awaitIds(pool, List.of(0, 2, 4));
      assertEquals(List.of(0, 2, 4), ids(pool, 1));
      nodes.restart(1);
      awaitIds(pool, List.of(0, 1, 2, 3, 4));
      assertTrue(pool.counts().get(1).missing() > 0);
      assertEquals(0, pool.counts().get(2).missing());
    }
  }

  /** Makes steps until the round is one of these workers'. */
  private static float[][] awaitIds(WorkerPool pool, List<Integer> expected) {
    long deadline = System.nanoTime() + TestNodes.LONG.toNanos();
    while (true) {
      try (Parameters parameters = Parameters.copyOf(START);
          Round round = pool.step(7, parameters)) {
        if (round.answers().stream().map(Answer::worker).toList().equals(expected)) {
          return round.answers().stream()
              .map(answer -> answer.row().clone())
              .toArray(float[][]::new);
        }
      }
      assertTrue(deadline - System.nanoTime() > 0, () -> "never " + expected);
    }
  }

  @Test
  void workersOfANodeThatComesBackGoOnFromWhatWasLastSaved() {
    ToyExperiment toy = new ToyExperiment();
    try (PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of());
        Replica replica = new Replica(toy.model(), toy.train().shape(), ReplicaOptions.defaults());
        WorkerPool here =
            new InProcessPool(registry, toy, replica, settings(0.9f), new Float32(), 2, NONE);
        RemotePool there = open(settings(0.9f), NONE, 1)) {
      for (long step = 0; step < 3; step++) {
        rows(there, step);
      }
      here.restore(there.state());
      nodes.stop(1);
      nodes.restart(1);
      float[][] rows = awaitIds(there, List.of(0, 1, 2, 3, 4));
      float[][] expected = rows(here, 7);
      assertArrayEquals(expected[1], rows[1]);
      assertArrayEquals(expected[3], rows[3]);
    }
  }

  @Test
  void aStateHasWhatIsLeftOfDeadNodes() {
    try (RemotePool pool = open(settings(0.5f), NONE, 1)) {
      rows(pool, 0);
      Map<String, float[]> first = pool.state();
      nodes.stop(1);
      awaitIds(pool, List.of(0, 2, 4));
      Map<String, float[]> second = pool.state();
      assertArrayEquals(first.get("worker1/momentum"), second.get("worker1/momentum"));
      assertFalse(Arrays.equals(first.get("worker0/momentum"), second.get("worker0/momentum")));
    }
  }

  @Test
  void workersThatWereNeverThereBeginFromNothing() {
    nodes.stop(1);
    WorkerSettings settings = settings(0.5f);
    try (RemotePool pool = nodes.unready(settings, NONE, 1, stop::get)) {
      pool.awaitNodes(Duration.ZERO);
      rows(pool, 0);
      assertArrayEquals(new float[ToyExperiment.DIMENSION], pool.state().get("worker1/momentum"));
    }
  }

  @Test
  void aStepWithTooFewProposalsIsAskedAgainUntilThereAreEnough() throws Exception {
    try (RemotePool pool = open(settings(0), SHORT, WORKERS)) {
      float[][] expected = rows(pool, 3);
      nodes.stop(1);
      CompletableFuture<float[][]> rows = CompletableFuture.supplyAsync(() -> rows(pool, 3));
      nodes.restart(1);
      assertArrayEquals(expected, rows.get(TestNodes.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void aStepThatWaitsForProposalsEndsEmptyWhenTheRunIsToStop() throws Exception {
    try (RemotePool pool = open(settings(0), SHORT, WORKERS)) {
      rows(pool, 0);
      nodes.stop(1);
      CompletableFuture<List<Integer>> ids = CompletableFuture.supplyAsync(() -> ids(pool, 1));
      stop.set(true);
      assertEquals(List.of(), ids.get(TestNodes.LONG.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void aStepDoesNotWaitForMoreThanCanCome() {
    try (RemotePool pool = open(attacked("silent", 0, 0, 1, 2), NONE, 4)) {
      assertEquals(List.of(3, 4), ids(pool, 0));
    }
  }

  @Test
  void aWorkerThatIsLateIsAbsentUntilItIsDone() throws InterruptedException {
    BlockingAttack.reset();
    // Long enough for the four others on a busy machine.
    StepTimeout timeout = new FixedTimeout(Duration.ofSeconds(3));
    try (RemotePool pool = open(attacked("blocking", 0, 1), timeout, 1)) {
      try {
        assertEquals(List.of(0, 2, 3, 4), ids(pool, 0));
        BlockingAttack.awaitEntered();
        assertEquals(List.of(0, 2, 3, 4), ids(pool, 1));
      } finally {
        BlockingAttack.release();
      }
      awaitIds(pool, List.of(0, 1, 2, 3, 4));
      WorkerCounts counts = pool.counts().get(1);
      assertEquals(1, counts.late());
      assertEquals(1, counts.onTime());
      assertTrue(counts.missing() >= 2, counts.toString());
    }
  }

  @Test
  void aWorkersBugIsThatWorkersAlone() {
    try (RemotePool pool = open(attacked("failing", 0, 3), NONE, 1)) {
      assertEquals(List.of(0, 1, 2, 4), ids(pool, 0));
      assertEquals(List.of(0, 1, 2, 4), ids(pool, 1));
    }
  }

  @Test
  void oneValueEveryFourSecondsIsNotWaitedFor() {
    try (RemotePool pool = open(attacked("garbage,kind:trickle", 0, 2), SHORT, 1)) {
      // The first steps of a process may take longer than this test's timeout.
      awaitIds(pool, List.of(0, 1, 3, 4));
      assertTrue(pool.counts().get(2).missing() >= 1);
    }
  }

  @Test
  void aNodeThatCannotTakePartSaysWhy() {
    UserException e =
        assertThrows(
            UserException.class, () -> open(attacked("sign-flip", 0, 0, 1), NONE, 1).close());
    assertTrue(e.getMessage().contains("refuses: sign-flip: not a local attack"), e.getMessage());
  }

  @Test
  void anotherNumberOfParametersIsRefused() {
    assertRefused(
        nodes.run(PluginSpec.of("toy"), settings(0), 10),
        "toy has 9 parameters here, 10 at the parameter server; are plugins and data the same?");
  }

  /** Steps one after the other, each after a vote on the parameters. */
  private static final class Voting {
    private final SignRow vote = new SignRow(START.length);
    private final SignRow other = new SignRow(START.length);
    private final float[] x = START.clone();
    private Optional<Change> change = Optional.empty();
    private long step;

    Voting() {
      other.negatives()[0] = 0b1011;
    }

    /** A step, and then a vote; what travelled for the step. */
    TrafficCounts step(RemotePool pool) {
      TrafficCounts before = pool.traffic();
      try (Parameters parameters = Parameters.copyOf(x);
          Round round = pool.step(new Broadcast(step, parameters, change))) {
        assertEquals(WORKERS, round.answers().size(), "step " + step);
      }
      vote.apply(1, 0.1f, x, 0, x.length);
      change = Optional.of(new Change.Vote(vote, 1, 0.1f));
      step++;
      return pool.traffic().minus(before);
    }

    /** The next step tells of another vote than was applied. */
    void tellWrong() {
      change = Optional.of(new Change.Vote(other, 1, 0.1f));
    }

    /** The next step says that nothing was applied. */
    void tellNothing() {
      change = Optional.of(new Change.None());
    }
  }

  /** What was sent again in steps of which the given ones tell of a wrong vote. */
  private static long resent(RemotePool pool, long steps, long wrong) {
    Voting voting = new Voting();
    long resent = 0;
    for (long step = 0; step < steps; step++) {
      if (step == wrong) {
        voting.tellWrong();
      }
      resent += voting.step(pool).resent();
    }
    return resent;
  }

  @Test
  void aNodeThatDriftedIsNoticedAndGetsTheParametersAnew() {
    try (RemotePool pool = open(new ToyExperiment(), settings(0), codec("sign"), 0)) {
      // Both nodes are told the same wrong vote, and compute at the right parameters
      assertEquals(2, resent(pool, 8, 5));
      assertEquals(List.of(0, 1, 2, 3, 4), ids(pool, 8));
    }
  }

  @Test
  void aNodeThatDriftedIsNoticedAtAStepThatChangedNothing() {
    try (RemotePool pool = open(new ToyExperiment(), settings(0), codec("sign"), 0)) {
      Voting voting = new Voting();
      voting.step(pool);
      voting.step(pool);
      // A vote was applied all the same
      voting.tellNothing();
      assertEquals(2, voting.step(pool).resent());
      assertEquals(0, voting.step(pool).resent());
    }
  }

  @Test
  void aStepThatChangedNothingIsToldInShort() {
    try (RemotePool pool = open(new ToyExperiment(), settings(0), codec("sign"), 0);
        Parameters parameters = Parameters.copyOf(START)) {
      for (long step = 0; step < 4; step++) {
        TrafficCounts before = pool.traffic();
        try (Round round =
            pool.step(new Broadcast(step, parameters, Optional.of(new Change.None())))) {
          assertEquals(WORKERS, round.answers().size(), "step " + step);
        }
        TrafficCounts travelled = pool.traffic().minus(before);
        assertEquals(0, travelled.resent(), "step " + step);
        // In full, two nodes get four bytes per coordinate and more
        boolean full = travelled.sent() > 2 * Float.BYTES * START.length;
        assertEquals(step == 0, full, "step %d: %s".formatted(step, travelled));
      }
    }
  }

  @Test
  void parametersAreSentInFullNowAndThen() {
    try (RemotePool third = open(new ToyExperiment(), settings(0), codec("sign"), 3);
        RemotePool always = open(new ToyExperiment(), settings(0), codec("sign"), 1)) {
      for (long wrong = 1; wrong < 8; wrong++) {
        // A wrong vote is not looked at where parameters come in full
        assertEquals(wrong % 3 == 0 ? 0 : 2, resent(third, 8, wrong), "step " + wrong);
        assertEquals(0, resent(always, 8, wrong), "step " + wrong);
      }
      Voting here = new Voting();
      Voting there = new Voting();
      here.step(third);
      there.step(always);
      for (long step = 1; step < 8; step++) {
        long full = there.step(always).sent();
        long sent = here.step(third).sent();
        assertEquals(step % 3 == 0, sent == full, "step %d: %d of %d".formatted(step, sent, full));
        assertTrue(sent <= full, "step %d: %d of %d".formatted(step, sent, full));
      }
    }
  }

  @Test
  void aNodeThatComesBackGetsEverythingWhileTheOtherGetsTheVote() {
    try (RemotePool pool = open(new ToyExperiment(), settings(0), codec("sign"), 0)) {
      Voting voting = new Voting();
      voting.step(pool);
      long votes = voting.step(pool).sent();
      nodes.stop(1);
      nodes.restart(1);
      pool.awaitNodes(TestNodes.LONG);
      voting.tellWrong();
      // By the node that was there all the time: the other one was told no vote
      assertEquals(1, voting.step(pool).resent());
      assertEquals(votes, voting.step(pool).sent());

      nodes.stop(0);
      nodes.restart(0);
      pool.awaitNodes(TestNodes.LONG);
      TrafficCounts mixed = voting.step(pool);
      assertEquals(0, mixed.resent());
      assertTrue(mixed.sent() > votes, mixed.toString());
      assertEquals(votes, voting.step(pool).sent());
    }
  }

  @Test
  void aNameFromTheWireLoadsNoClass() {
    assertRefused(
        nodes.run(PluginSpec.of("java.lang.String"), settings(0), 9),
        "unknown experiment \"java.lang.String\"");
  }

  private void assertRefused(RemoteRun run, String reason) {
    try (RemotePool pool =
        new RemotePool(
            nodes.addresses(), Optional.empty(), run, NONE, 1, 0, Optional.empty(), stop::get)) {
      UserException e = assertThrows(UserException.class, () -> pool.awaitNodes(TestNodes.LONG));
      assertTrue(e.getMessage().contains(": refuses: " + reason), e.getMessage());
    }
  }

  @Test
  void plainTextDoesNotLeaveTheMachine() {
    NodeAddress far = new NodeAddress(TestNodes.slot(0), HostAndPort.fromParts("192.0.2.1", 7000));
    UserException e =
        assertThrows(
            UserException.class,
            () ->
                new RemotePool(
                    ImmutableList.of(far),
                    Optional.empty(),
                    nodes.run(PluginSpec.of("toy"), settings(0), 9),
                    NONE,
                    1,
                    0,
                    Optional.empty(),
                    stop::get));
    assertEquals(
        "--insecure: only on a loopback address (127.0.0.1, ::1, localhost), got 192.0.2.1:7000",
        e.getMessage());
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    UserException e =
        assertThrows(
            UserException.class,
            () -> new NodeAddress(TestNodes.slot(0), HostAndPort.fromParts("a host", 7000)));
    assertEquals(
        "workers:0: expected a host name or address and a port, got \"a host:7000\"",
        e.getMessage());
  }

  @Test
  void aNodeEvaluates() {
    ToyExperiment toy = new ToyExperiment();
    try (Replica replica =
            new Replica(toy.model(), toy.train().shape(), ReplicaOptions.defaults());
        RemoteEvaluator evaluator =
            new RemoteEvaluator(
                nodes.addresses().get(1),
                Optional.empty(),
                nodes.run(PluginSpec.of("toy"), settings(0), 9));
        Parameters parameters = Parameters.copyOf(START)) {
      Evaluation expected = replica.evaluate(parameters, toy.test(), toy.evalBatchSize());
      assertEquals(Optional.of(expected), evaluator.evaluate(5, parameters, TestNodes.LONG));
      nodes.stop(1);
      assertEquals(Optional.empty(), evaluator.evaluate(6, parameters, Duration.ofMillis(100)));
      nodes.restart(1);
      assertEquals(Optional.of(expected), evaluator.evaluate(7, parameters, TestNodes.LONG));
    }
  }
}
