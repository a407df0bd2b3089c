package dev.garrison.cluster;

import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.ReplicaOptions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemotePoolTest extends WorkerPoolContract {
  private static final int DIMENSION = 9;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final TestNodes nodes = new TestNodes(2, Optional.empty());

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  WorkerPool open(Experiment experiment, WorkerSettings settings) {
    return open(experiment, settings, new FixedTimeout(Duration.ofSeconds(2)), 1);
  }

  private RemotePool open(
      Experiment experiment, WorkerSettings settings, StepTimeout timeout, int minimum) {
    RemotePool pool =
        new RemotePool(
            nodes.addresses(),
            nodes.credentials(TestNodes.SERVER),
            new RemoteRun(
                ((ToyExperiment) experiment).spec(),
                ReplicaOptions.defaults(),
                settings,
                DIMENSION),
            timeout,
            minimum,
            () -> false);
    pool.awaitNodes(LONG);
    return pool;
  }

  @Test
  void x() {}
}
