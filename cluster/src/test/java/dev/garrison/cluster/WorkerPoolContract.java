package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.garrison.aggregators.SignRow;
import dev.garrison.attacks.Misbehaviour;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Parameters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the training loop may rely on, whatever carries the gradients. */
abstract class WorkerPoolContract {
  static final int WORKERS = 5;
  private static final Seed SEED = new Seed(20261120);
  private static final WorkerCounts NOTHING = new WorkerCounts(0, 0, 0, 0);
  static final float[] START = {0, .1f, .2f, .3f, .4f, .5f, 0, .1f, .2f};

  /** A pool of the experiment's workers. */
  abstract WorkerPool open(Experiment experiment, WorkerSettings settings, ChosenCodec codec);

  final WorkerPool open(Experiment experiment, WorkerSettings settings) {
    return open(experiment, settings, ChosenCodec.FLOAT32);
  }

  static WorkerSettings settings(float momentum) {
    return new WorkerSettings(
        WORKERS, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), momentum, SEED);
  }

  static WorkerSettings attacked(String attack, float momentum, Integer... ids) {
    return new WorkerSettings(
        WORKERS,
        ImmutableSet.of(),
        ImmutableSet.copyOf(ids),
        Optional.of(PluginSpec.parse(attack)),
        momentum,
        SEED);
  }

  static float[][] rows(WorkerPool pool, long step) {
    try (Parameters parameters = Parameters.copyOf(START);
        Round round = pool.step(step, parameters)) {
      return round.answers().stream().map(answer -> answer.row().clone()).toArray(float[][]::new);
    }
  }

  static List<Integer> ids(WorkerPool pool, long step) {
    try (Parameters parameters = Parameters.copyOf(START);
        Round round = pool.step(step, parameters)) {
      return round.answers().stream().map(Answer::worker).toList();
    }
  }

  @Test
  void answersComeByIncreasingWorkerId() {
    try (WorkerPool pool = open(new ToyExperiment(), settings(0))) {
      for (long step = 0; step < 20; step++) {
        assertEquals(List.of(0, 1, 2, 3, 4), ids(pool, step));
      }
    }
  }

  @Test
  void aStepCanBeComputedAgainToTheBit() {
    try (WorkerPool pool = open(new ToyExperiment(), settings(0))) {
      float[][] first = rows(pool, 3);
      rows(pool, 4);
      assertArrayEquals(first, rows(pool, 3), SEED.toString());
    }
  }

  @Test
  void workersComputeOnDifferentBatches() {
    try (WorkerPool pool = open(new ToyExperiment(), settings(0))) {
      float[][] rows = rows(pool, 0);
      assertFalse(Arrays.equals(rows[0], rows[1]), SEED.toString());
    }
  }

  @Test
  void forgedWorkersComputeNothing() {
    WorkerSettings settings =
        new WorkerSettings(
            WORKERS, ImmutableSet.of(1, 4), ImmutableSet.of(), Optional.empty(), 0, SEED);
    try (WorkerPool pool = open(new ToyExperiment(), settings)) {
      assertEquals(List.of(0, 2, 3), ids(pool, 0));
    }
  }

  @Test
  void forgedWorkersTakeNoDataFromTheOthers() {
    WorkerSettings forged =
        new WorkerSettings(
            WORKERS, ImmutableSet.of(3, 4), ImmutableSet.of(), Optional.empty(), 0, SEED);
    WorkerSettings alone =
        new WorkerSettings(3, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), 0, SEED);
    try (WorkerPool pool = open(new ToyExperiment(), forged);
        WorkerPool expected = open(new ToyExperiment(), alone);
        WorkerPool five = open(new ToyExperiment(), settings(0))) {
      assertArrayEquals(rows(expected, 0), rows(pool, 0), SEED.toString());
      assertFalse(Arrays.equals(rows(five, 0)[0], rows(pool, 0)[0]), SEED.toString());
    }
  }

  @Test
  void theFirstProposalWithMomentumIsTheGradientTimesOneMinusBeta() {
    try (WorkerPool plain = open(new ToyExperiment(), settings(0));
        WorkerPool pool = open(new ToyExperiment(), settings(0.75f))) {
      float[] gradient = rows(plain, 0)[2];
      float[] expected = new float[gradient.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = 0.25f * gradient[i];
      }
      assertArrayEquals(expected, rows(pool, 0)[2]);
    }
  }

  static ChosenCodec codec(String spec) {
    try (PluginRegistry registry = PluginRegistry.load(List.of(Codec.KIND), List.of())) {
      return ChosenCodec.of(registry, PluginSpec.parse(spec));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bfloat16", "sign", "sign,zero:silent"})
  void proposalsAreWhatTheCodecLeavesOfThem(String spec) {
    ChosenCodec chosen = codec(spec);
    Codec codec = chosen.codec();
    float[] seen = START.clone();
    if (codec.codesParameters()) {
      codec.code(START, new Payload.Floats(seen));
    }
    try (WorkerPool plain = open(new ToyExperiment(), settings(0.5f));
        WorkerPool pool = open(new ToyExperiment(), settings(0.5f), chosen);
        Parameters at = Parameters.copyOf(seen)) {
      for (long step = 0; step < 3; step++) {
        float[][] actual = rows(pool, step);
        try (Round round = plain.step(step, at)) {
          for (Answer answer : round.answers()) {
            Payload expected = codec.payload(START.length);
            codec.code(answer.row(), expected);
            assertArrayEquals(
                expected.toFloats(), actual[answer.worker()], "worker " + answer.worker());
          }
        }
      }
    }
  }

  @Test
  void votesChangeTheParameters() {
    SignRow vote = new SignRow(START.length);
    vote.pack(new float[] {1, -1, 0, 1, -2, 3, -0f, 5, 1}, SignRow.Zeros.SILENT);
    Change.Vote change = new Change.Vote(vote, 0.875f, 0.3f);
    try (WorkerPool pool = open(new ToyExperiment(), settings(0), codec("sign,zero:silent"));
        WorkerPool plain = open(new ToyExperiment(), settings(0), codec("sign,zero:silent"))) {
      float[] x = START.clone();
      Optional<Change> how = Optional.empty();
      for (long step = 0; step < 6; step++) {
        try (Parameters parameters = Parameters.copyOf(x);
            Round actual = pool.step(new Broadcast(step, parameters, how));
            Round expected = plain.step(step, parameters)) {
          for (int i = 0; i < WORKERS; i++) {
            assertArrayEquals(
                expected.answers().get(i).row(), actual.answers().get(i).row(), "step " + step);
          }
        }
        how = Optional.of(step == 3 ? new Change.None() : change);
        if (step != 3) {
          vote.apply(change.keep(), change.move(), x, 0, x.length);
        }
      }
      assertEquals(0, pool.traffic().resent());
    }
  }

  @Test
  void momentumRemembersEarlierGradients() {
    try (WorkerPool plain = open(new ToyExperiment(), settings(0));
        WorkerPool pool = open(new ToyExperiment(), settings(0.5f))) {
      float[] first = rows(plain, 0)[1];
      float[] second = rows(plain, 1)[1];
      rows(pool, 0);
      float[] momentum = rows(pool, 1)[1];
      for (int i = 0; i < first.length; i++) {
        assertEquals(0.5f * (0.5f * first[i]) + 0.5f * second[i], momentum[i]);
      }
    }
  }

  @Test
  void aPoolRestoredFromAStateGoesOnToTheBit() {
    WorkerSettings settings = attacked("stale,lag:2", 0.9f, 0, 3);
    try (WorkerPool first = open(new ToyExperiment(), settings);
        WorkerPool second = open(new ToyExperiment(), settings)) {
      for (long step = 0; step < 5; step++) {
        rows(first, step);
      }
      Map<String, float[]> state = first.state();
      float[][] expected6 = new float[0][];
      for (long step = 5; step < 7; step++) {
        expected6 = rows(first, step);
      }
      second.restore(state);
      rows(second, 5);
      assertArrayEquals(expected6, rows(second, 6), SEED.toString());
    }
  }

  @Test
  void aStateHandedOverDoesNotChange() {
    try (WorkerPool pool = open(new ToyExperiment(), settings(0.9f))) {
      rows(pool, 0);
      float[] momentum = pool.state().get("worker2/momentum");
      float[] before = momentum.clone();
      rows(pool, 1);
      assertArrayEquals(before, momentum);
    }
  }

  @Test
  void aStateWithoutAWorkersMomentumIsRefused() {
    try (WorkerPool pool = open(new ToyExperiment(), settings(0.9f))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> pool.restore(Map.of()));
      assertEquals("worker 0: no momentum in the saved state", e.getMessage());
    }
  }

  @Test
  void silentWorkersAreAbsent() {
    try (WorkerPool pool = open(new ToyExperiment(), attacked("silent", 0, 2))) {
      assertEquals(List.of(0, 1, 3, 4), ids(pool, 0));
      assertEquals(List.of(0, 1, 3, 4), ids(pool, 1));
    }
  }

  @Test
  void everyProposalIsCountedOnce() {
    try (WorkerPool pool = open(new ToyExperiment(), attacked("silent", 0, 2))) {
      assertEquals(Collections.nCopies(WORKERS, NOTHING), pool.counts());
      for (long step = 0; step < 3; step++) {
        ids(pool, step);
      }
      WorkerCounts onTime = new WorkerCounts(3, 0, 0, 0);
      WorkerCounts missing = new WorkerCounts(0, 0, 3, 0);
      assertEquals(List.of(onTime, onTime, missing, onTime, onTime), pool.counts());
    }
  }

  @Test
  void forgedProposalsAreNotCounted() {
    WorkerSettings settings =
        new WorkerSettings(
            WORKERS, ImmutableSet.of(0, 3), ImmutableSet.of(), Optional.empty(), 0, SEED);
    try (WorkerPool pool = open(new ToyExperiment(), settings)) {
      ids(pool, 0);
      WorkerCounts onTime = new WorkerCounts(1, 0, 0, 0);
      assertEquals(List.of(NOTHING, onTime, onTime, NOTHING, onTime), pool.counts());
    }
  }

  @Test
  void aLocalAttackActsAfterTheMomentum() {
    try (WorkerPool plain = open(new ToyExperiment(), settings(0.5f));
        WorkerPool pool = open(new ToyExperiment(), attacked("blind-inversion", 0.5f, 1))) {
      rows(plain, 0);
      rows(pool, 0);
      float[] honest = rows(plain, 1)[1];
      float[] inverted = rows(pool, 1)[1];
      for (int i = 0; i < honest.length; i++) {
        assertEquals(-honest[i], inverted[i]);
      }
    }
  }

  @Test
  void aSlowWorkersProposalIsTheHonestOne() {
    try (WorkerPool plain = open(new ToyExperiment(), settings(0.5f));
        WorkerPool pool = open(new ToyExperiment(), attacked("slow,delay:0.02", 0.5f, 1))) {
      for (long step = 0; step < 3; step++) {
        assertArrayEquals(rows(plain, step), rows(pool, step), "step " + step);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRICKLE")
  void garbageHarmsNobodyAndIsCounted(Misbehaviour.Kind kind) {
    String spec = "garbage,kind:" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (WorkerPool plain = open(new ToyExperiment(), settings(0));
        WorkerPool pool = open(new ToyExperiment(), attacked(spec, 0, 2))) {
      boolean counted = false;
      for (long step = 0; !counted; step++) {
        assertTrue(step < 100, () -> "never counted: " + pool.counts());
        float[][] honest = rows(plain, step);
        try (Parameters parameters = Parameters.copyOf(START);
            Round round = pool.step(step, parameters)) {
          for (Answer answer : round.answers()) {
            assertArrayEquals(honest[answer.worker()], answer.row(), "worker " + answer.worker());
            assertTrue(answer.worker() != 2 || kind.arrives(), "taken for a proposal");
          }
        }
        WorkerCounts counts = pool.counts().get(2);
        counted =
            counts.malformed() > 0 == kind.isMalformed()
                && counts.late() > 0 == kind.isLate()
                && counts.onTime() > 0 == kind.arrives()
                && counts.missing() > 0 != kind.arrives();
      }
    }
  }

  @Test
  void theExperimentsOwnAttackActsInItsWorkerOnly() {
    Experiment experiment = new ToyExperiment(Optional.of(PluginSpec.parse("blind-inversion")));
    try (WorkerPool plain = open(new ToyExperiment(), settings(0));
        WorkerPool pool = open(experiment, settings(0))) {
      float[][] honest = rows(plain, 0);
      float[][] rows = rows(pool, 0);
      assertEquals(-honest[0][0], rows[0][0]);
      assertArrayEquals(honest[1], rows[1]);
    }
  }
}
