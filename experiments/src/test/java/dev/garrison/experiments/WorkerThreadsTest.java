package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.models.Cnn;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A process of its own, since TensorFlow's threads are sized once per process. */
class WorkerThreadsTest {
  private static final long SEED = 61;

  @Test
  void severalThreadsPerOperationKeepTheBitsWhenLanesCompeteForThem() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertEquals(0, child.waitFor(), "seed " + SEED + ", see the output of the test");
  }

  /** Compares gradients computed one after the other and by four threads at once. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      DataShape images = new DataShape(ImmutableList.of(28, 28, 1), 10);
      ReplicaOptions options = new ReplicaOptions(2, false, 0, 1e-4);
      List<Batch> batches =
          IntStream.range(0, 8)
              .mapToObj(i -> new Samples(images, LaneTest.SIZE, SEED + i).batch())
              .toList();
      try (Replica replica = new Replica(new Cnn(20, 50, 500), images, options);
          Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
        float[][] alone = LaneTest.compute(replica, parameters, batches, 1);
        for (int round = 0; round < 5; round++) {
          float[][] together = LaneTest.compute(replica, parameters, batches, 4);
          for (int i = 0; i < alone.length; i++) {
            assertArrayEquals(alone[i], together[i], "round " + round + ", batch " + i);
          }
        }
      }
    }
  }
}
