package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Batch;
import dev.garrison.core.Bindings;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import dev.garrison.runner.Kinds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerGradientTest {
  private static final Seed SEED = new Seed(3);

  private final PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of());
  private final Experiment experiment =
      registry.create(
          Experiment.KIND,
          PluginSpec.of("logreg"),
          Bindings.none().with(PluginRegistry.class, registry).with(Seed.class, SEED));
  private final Dataset train = experiment.train();
  private final Replica replica =
      new Replica(experiment.model(), train.shape(), ReplicaOptions.defaults());
  private final int d = replica.dimension();

  @AfterEach
  void close() {
    replica.close();
    registry.close();
  }

  private Parameters parameters(long seed) {
    return Parameters.copyOf(replica.initialParameters(new Seed(seed)));
  }

  private float[] gradient(int examples, Seed seed) {
    float[] out = new float[d];
    try (ServerGradient own = new ServerGradient(replica, train, examples, seed);
        Parameters parameters = parameters(1)) {
      own.computeAt(0, parameters);
      own.compute(0, out);
    }
    return out;
  }

  @Test
  void ofAllTrainingExamplesIsTheGradientOfTheirMeanLoss() {
    float[] expected = new float[d];
    Batch batch = new Batch(train.shape(), train.size());
    for (int i = 0; i < train.size(); i++) {
      train.read(i, batch, i);
    }
    try (Lane lane = replica.lane(train.size());
        Parameters parameters = parameters(1)) {
      lane.gradient(parameters, batch, new Seed(0), expected);
    }
    // Only the order of the examples differs: each is there once. The sums run in float over terms
    // of size about 1, some thousand of them
    assertArrayEquals(expected, gradient(train.size(), SEED), 1e-4f);
  }

  @Test
  void isOfExamplesThatTheSeedChooses() {
    float[] some = gradient(20, SEED);
    assertArrayEquals(some, gradient(20, SEED));
    assertTrue(Arrays.mismatch(some, gradient(20, new Seed(4))) >= 0);
    assertTrue(Arrays.mismatch(some, gradient(21, SEED)) >= 0);
  }

  @Test
  void followsTheParametersOnTheSameExamples() {
    float[] first = new float[d];
    float[] second = new float[d];
    float[] again = new float[d];
    try (ServerGradient own = new ServerGradient(replica, train, 20, SEED);
        Parameters here = parameters(1);
        Parameters there = parameters(2)) {
      own.computeAt(0, here);
      own.compute(0, first);
      own.computeAt(1, there);
      own.compute(1, second);
      own.computeAt(2, here);
      own.compute(2, again);
    }
    assertTrue(Arrays.mismatch(first, second) >= 0);
    assertArrayEquals(first, again);
  }

  @Test
  void isOnlyThatOfTheStepAtHand() {
    try (ServerGradient own = new ServerGradient(replica, train, 20, SEED);
        Parameters parameters = parameters(1)) {
      own.computeAt(5, parameters);
      Exception e = assertThrows(IllegalStateException.class, () -> own.compute(6, new float[d]));
      assertEquals(
          "the server's own gradient is that of step 5, asked for that of 6", e.getMessage());
    }
  }

  @Test
  void needsAsManyExamplesAsThereAreAtMost() {
    int size = train.size();
    Exception e =
        assertThrows(UserException.class, () -> new ServerGradient(replica, train, size + 1, SEED));
    assertEquals(
        "--trusted-examples: expected at most the "
            + size
            + " training examples, got "
            + (size + 1),
        e.getMessage());
  }
}
