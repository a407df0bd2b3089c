package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.udp.DatagramCounts;
import dev.garrison.cluster.udp.Fill;
import dev.garrison.cluster.udp.UdpOptions;
import dev.garrison.experiments.Experiment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Proposals of all workers but the last as datagrams; nothing is lost on the loopback interface.
 */
class DatagramPoolTest extends WorkerPoolContract {
  private static final UdpOptions OPTIONS = new UdpOptions(WORKERS - 1, 0, Fill.NAN);

  private final TestNodes nodes = new TestNodes(2, Optional.empty());

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  WorkerPool open(Experiment experiment, WorkerSettings settings, ChosenCodec codec) {
    return pool(experiment, settings, codec);
  }

  private RemotePool pool(Experiment experiment, WorkerSettings settings) {
    return pool(experiment, settings, ChosenCodec.FLOAT32);
  }

  private RemotePool pool(Experiment experiment, WorkerSettings settings, ChosenCodec codec) {
    return nodes.pool(
        experiment,
        settings,
        codec,
        new FixedTimeout(Duration.ofSeconds(5)),
        1,
        0,
        Optional.of(OPTIONS),
        () -> false);
  }

  @Test
  void everyDatagramIsCounted() {
    try (RemotePool pool = pool(new ToyExperiment(), settings(0))) {
      rows(pool, 0);
      rows(pool, 1);
      assertEquals(WORKERS - 1, pool.datagramCounts().size());
      pool.datagramCounts()
          .values()
          .forEach(counts -> assertEquals(new DatagramCounts(2, 0, 0, 0, 0), counts));
    }
  }
}
