package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.garrison.attacks.Attack;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessPoolTest extends WorkerPoolContract {
  private static final String BLOCKING = BlockingAttack.class.getName();

  private final PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of());
  private final ToyExperiment toy = new ToyExperiment();
  private final Replica replica =
      new Replica(toy.model(), toy.train().shape(), ReplicaOptions.defaults());

  @AfterEach
  void close() {
    replica.close();
    registry.close();
  }

  @Override
  WorkerPool open(Experiment experiment, WorkerSettings settings, ChosenCodec codec) {
    return new InProcessPool(
        registry, experiment, replica, settings, codec.codec(), 3, FixedTimeout.none());
  }

  private WorkerPool open(
      Experiment experiment, WorkerSettings settings, int parallelism, StepTimeout timeout) {
    return new InProcessPool(
        registry, experiment, replica, settings, new Float32(), parallelism, timeout);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    try (WorkerPool one = open(toy, settings(0.9f), 1, FixedTimeout.none());
        WorkerPool four = open(toy, settings(0.9f), 4, FixedTimeout.none())) {
      for (long step = 0; step < 10; step++) {
        assertArrayEquals(rows(one, step), rows(four, step), "step " + step);
      }
    }
  }

  @Test
  void aWorkerThatIsLateIsAbsentUntilItIsDone() throws InterruptedException {
    BlockingAttack.reset();
    // Long enough for the four others on a busy machine.
    StepTimeout timeout = new FixedTimeout(Duration.ofSeconds(3));
    try (WorkerPool pool = open(toy, attacked(BLOCKING, 0, 1), 2, timeout)) {
      try {
        assertEquals(List.of(0, 2, 3, 4), ids(pool, 0));
        BlockingAttack.awaitEntered();
        assertEquals(List.of(0, 2, 3, 4), ids(pool, 1));
      } finally {
        // Before the pool is closed, which waits for it.
        BlockingAttack.release();
      }
      BlockingAttack.awaitLeft();
      long missed = 2;
      List<Integer> present = ids(pool, 2);
      // It has left the attack; its task may need a moment more to be over.
      while (present.size() < WORKERS) {
        missed++;
        present = ids(pool, 3);
      }
      assertEquals(List.of(0, 1, 2, 3, 4), present);
      assertEquals(new WorkerCounts(1, 1, missed, 0), pool.counts().get(1));
      assertEquals(new WorkerCounts(missed + 1, 0, 0, 0), pool.counts().get(2));
    }
  }

  @Test
  void slowWorkersWaitSideBySideOnOneThread() {
    try (WorkerPool pool =
        open(toy, attacked("slow,delay:1", 0, 0, 1, 2, 3, 4), 1, FixedTimeout.none())) {
      long start = System.nanoTime();
      assertEquals(List.of(0, 1, 2, 3, 4), ids(pool, 0));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      // One after the other it would be five seconds and the computing.
      assertTrue(took.toMillis() >= 1000 && took.toMillis() < 5000, took.toString());
    }
  }

  @Test
  void neitherAStateNorTheEndWaitsForAnAnswerHeldBack() {
    StepTimeout timeout = new FixedTimeout(Duration.ofMillis(200));
    try (WorkerPool pool = open(toy, attacked("slow,delay:86400", 0.5f, 4), 2, timeout)) {
      assertFalse(ids(pool, 0).contains(4));
      assertTrue(pool.state().containsKey("worker4/momentum"));
      assertFalse(ids(pool, 1).contains(4));
      assertEquals(new WorkerCounts(0, 0, 2, 0), pool.counts().get(4));
    }
  }

  @Test
  void oneByteASecondIsNotWaitedForInProcess() {
    try (WorkerPool pool = open(toy, attacked("garbage,kind:trickle", 0, 2))) {
      assertEquals(List.of(0, 1, 3, 4), ids(pool, 0));
      assertEquals(new WorkerCounts(0, 0, 1, 0), pool.counts().get(2));
    }
  }

  @Test
  void aWorkersBugReachesTheTrainingLoop() {
    try (WorkerPool pool = open(toy, attacked(FailingAttack.class.getName(), 0, 3))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> rows(pool, 0));
      assertTrue(e.getMessage().startsWith("worker 3 failed: "), e.getMessage());
    }
  }

  @Test
  void aColludingAttackInsideAWorkerIsRefused() {
    UserException e =
        assertThrows(UserException.class, () -> open(toy, attacked("sign-flip", 0, 3)));
    assertEquals("sign-flip: not a local attack", e.getMessage());
  }

  @Test
  void momentumOutsideItsRangeIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new WorkerSettings(
                    3, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), 1, new Seed(1)));
    assertEquals("momentum: expected in [0, 1), got 1.0", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new WorkerSettings(
                3, ImmutableSet.of(), ImmutableSet.of(1), Optional.empty(), 0, new Seed(1)));
    assertEquals("silent", PluginSpec.of("silent").name());
  }
}
