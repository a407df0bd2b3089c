package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.attacks.Attack;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.core.PluginRegistry;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  WorkerPool open(Experiment experiment, WorkerSettings settings) {
    return open(settings, experiment, new FixedTimeout(Duration.ofSeconds(5)), 1);
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
        WorkerPool here = new InProcessPool(registry, toy, replica, settings, 2, NONE);
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
}
