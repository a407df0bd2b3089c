package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginRegistry;
import dev.garrison.experiments.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerGraphTest {
  private static final float[] START = {1, 2, 3};
  private static final float[] GRADIENT = {1, 0, -1};

  @Test
  void stepsAndShowsWhereItStands() {
    try (ServerGraph server = new ServerGraph(new Sgd(), 3, 1)) {
      server.initialize(START);
      try (Parameters stepped = server.apply(GRADIENT, 0.5f, 1);
          Parameters current = server.current()) {
        assertArrayEquals(new float[] {0.5f, 2, 3.5f}, OptimizerContract.values(stepped));
        assertArrayEquals(new float[] {0.5f, 2, 3.5f}, OptimizerContract.values(current));
      }
    }
  }

  @Test
  void leavesTheGivenArraysAlone() {
    float[] start = START.clone();
    float[] gradient = GRADIENT.clone();
    try (ServerGraph server = new ServerGraph(new Sgd(), 3, 1)) {
      server.initialize(start);
      server.apply(gradient, 0.5f, 1).close();
      server.apply(gradient, 0.5f, 2).close();
    }
    assertArrayEquals(START, start);
    assertArrayEquals(GRADIENT, gradient);
  }

  @Test
  void startsOverWhenInitializedAgain() {
    try (ServerGraph server = new ServerGraph(new Momentum(0.9f, false), 3, 1)) {
      server.initialize(START);
      server.apply(GRADIENT, 0.5f, 1).close();
      server.initialize(START);
      try (Snapshot snapshot = server.snapshot()) {
        assertArrayEquals(START, OptimizerContract.values(snapshot.parameters()));
        assertArrayEquals(new float[3], OptimizerContract.values(snapshot.slots().get("momentum")));
      }
    }
  }

  @Test
  void doesNotMixUpTwoServers() {
    try (ServerGraph first = new ServerGraph(new Sgd(), 3, 1);
        ServerGraph second = new ServerGraph(new Sgd(), 3, 1)) {
      first.initialize(START);
      second.initialize(new float[] {7, 8, 9});
      first.apply(GRADIENT, 1, 1).close();
      try (Parameters untouched = second.current()) {
        assertArrayEquals(new float[] {7, 8, 9}, OptimizerContract.values(untouched));
      }
    }
  }

  @Test
  void leavesRestoredVectorsAlone() {
    try (ServerGraph server = new ServerGraph(new Momentum(0.9f, false), 3, 1);
        Parameters values = Parameters.copyOf(START);
        Parameters slot = Parameters.copyOf(new float[] {4, 5, 6})) {
      server.restore(values, Map.of("momentum", slot));
      server.apply(GRADIENT, 0.5f, 1).close();
      assertArrayEquals(START, OptimizerContract.values(values));
      assertArrayEquals(new float[] {4, 5, 6}, OptimizerContract.values(slot));
    }
  }

  @Test
  void outlivedByWhatItHandedOut() {
    Parameters kept;
    try (ServerGraph server = new ServerGraph(new Sgd(), 3, 1)) {
      server.initialize(START);
      kept = server.current();
    }
    try (kept) {
      assertArrayEquals(START, OptimizerContract.values(kept));
    }
  }

  @Test
  void carriesValuesThatAreNotFinite() {
    try (ServerGraph server = new ServerGraph(new Sgd(), 3, 1)) {
      server.initialize(START);
      float[] gradient = {Float.NaN, Float.POSITIVE_INFINITY, 0};
      try (Parameters stepped = server.apply(gradient, 1, 1)) {
        assertArrayEquals(
            new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 3}, OptimizerContract.values(stepped));
      }
    }
  }

  @Test
  void namesWhatDoesNotFit() {
    try (ServerGraph server = new ServerGraph(new Momentum(0.9f, false), 3, 1);
        Parameters good = Parameters.copyOf(START);
        Parameters bad = Parameters.copyOf(new float[2])) {
      server.initialize(START);
      refuses("parameters: expected length 3, got 2", () -> server.initialize(new float[2]));
      refuses(
          "aggregated gradient: expected length 3, got 4", () -> server.apply(new float[4], 1, 1));
      refuses("step: counted from 1, got 0", () -> server.apply(GRADIENT, 1, 0));
      refuses(
          "optimizer slots: expected [momentum], got [m]",
          () -> server.restore(good, Map.of("m", good)));
      refuses(
          "slot momentum: expected length 3, got 2",
          () -> server.restore(good, Map.of("momentum", bad)));
      refuses(
          "parameters: expected length 3, got 2",
          () -> server.restore(bad, ImmutableSortedMap.of("momentum", good)));
    }
    refuses(
        "server graph: needs dimension >= 1 and threads >= 1, got dimension=0, threads=1",
        () -> new ServerGraph(new Sgd(), 0, 1));
  }

  @Test
  void findsEveryBundledOptimizer() {
    try (PluginRegistry registry = PluginRegistry.load(List.of(Optimizer.KIND), List.of())) {
      ImmutableList<PluginDescription> found = registry.list(Optimizer.KIND);
      assertEquals(
          List.of(
              "adadelta",
              "adagrad",
              "adam",
              "distsgd",
              "momentum",
              "rmsprop",
              "sgd",
              "signsgd",
              "signum"),
          found.stream().map(PluginDescription::name).toList());
    }
  }

  private static void refuses(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
