package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.sun.management.ThreadMXBean;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.models.Cnn;
import dev.garrison.experiments.models.Mlp;
import dev.garrison.experiments.models.Torchnet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {
  private static final DataShape IMAGES = new DataShape(ImmutableList.of(28, 28, 1), 10);
  static final int SIZE = 5;
  private static final long SEED = 31;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void gradientsHaveTheSameBitsHoweverManyThreadsCompute(int threads) throws Exception {
    for (Model model : List.of(new Mlp("100"), new Cnn(20, 50, 500), new Torchnet())) {
      try (Replica replica = replica(model);
          Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
        List<Batch> batches =
            IntStream.range(0, 8)
                .mapToObj(i -> new Samples(IMAGES, SIZE, SEED + i).batch())
                .toList();
        float[][] alone = compute(replica, parameters, batches, 1);

        for (int round = 0; round < 3; round++) {
          float[][] together = compute(replica, parameters, batches, threads);
          for (int i = 0; i < alone.length; i++) {
            assertArrayEquals(alone[i], together[i], "seed " + SEED + ", batch " + i);
          }
        }
      }
    }
  }

  @Test
  void evaluationBesideTrainingDisturbsNeither() throws Exception {
    Samples samples = new Samples(IMAGES, 64, SEED);
    List<Batch> batches = List.of(new Samples(IMAGES, SIZE, SEED).batch());
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try (Replica replica = replica(new Cnn(20, 50, 500));
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      Evaluation expected = replica.evaluate(parameters, samples, 16);
      float[][] alone = compute(replica, parameters, batches, 1);

      Future<Evaluation> evaluation =
          beside.submit(() -> replica.evaluate(parameters, samples, 16));
      for (int i = 0; i < 10; i++) {
        assertArrayEquals(alone[0], compute(replica, parameters, batches, 1)[0]);
      }
      assertEquals(expected, evaluation.get());
    } finally {
      beside.shutdown();
    }
  }

  @Test
  void anotherReplicaOfTheSameModelGivesTheSameBits() throws Exception {
    List<Batch> batches = List.of(new Samples(IMAGES, SIZE, SEED).batch());
    float[][][] gradients = new float[2][][];
    for (int i = 0; i < 2; i++) {
      try (Replica replica = replica(new Cnn(20, 50, 500));
          Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
        gradients[i] = compute(replica, parameters, batches, 1);
      }
    }
    assertArrayEquals(gradients[0][0], gradients[1][0]);
  }

  @Test
  void leavesNoNativeMemoryBehind() {
    Batch batch = new Samples(IMAGES, SIZE, SEED).batch();
    try (Replica replica = replica(new Cnn(20, 50, 500));
        Lane lane = replica.lane(SIZE)) {
      float[] values = replica.initialParameters(new Seed(SEED));
      float[] out = new float[values.length];
      step(lane, values, batch, out, 50);
      long before = Pointer.physicalBytes();
      step(lane, values, batch, out, 250);
      long grown = Pointer.physicalBytes() - before;

      // One tensor of d floats kept per gradient would be 430 MB; what the heap grows by is less.
      assertTrue(grown < 150_000_000, () -> "grew by " + grown + " bytes");
    }
  }

  @Test
  void allocatesNothingOfTheSizeOfAGradient() {
    Batch batch = new Samples(IMAGES, SIZE, SEED).batch();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Replica replica = replica(new Mlp("100"));
        Lane lane = replica.lane(SIZE);
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      float[] out = new float[replica.dimension()];
      lane.gradient(parameters, batch, new Seed(SEED), out);
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < 100; i++) {
        lane.gradient(parameters, batch, new Seed(SEED), out);
      }
      long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 100;

      assertTrue(each < out.length / 4, () -> each + " bytes per gradient");
    }
  }

  @Test
  void doesNotChangeTheBatch() {
    Batch batch = new Samples(IMAGES, SIZE, SEED).batch();
    float[] inputs = batch.inputs().clone();
    float[] targets = batch.targets().clone();
    try (Replica replica = replica(new Mlp("3"));
        Lane lane = replica.lane(SIZE);
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      lane.gradient(parameters, batch, new Seed(SEED), new float[replica.dimension()]);
    }
    assertArrayEquals(inputs, batch.inputs());
    assertArrayEquals(targets, batch.targets());
  }

  @Test
  void refusesWhatHasAnotherSize() {
    try (Replica replica = replica(new Mlp("3"));
        Lane lane = replica.lane(SIZE);
        Parameters parameters = Parameters.copyOf(new float[replica.dimension()]);
        Parameters longer = Parameters.copyOf(new float[replica.dimension() + 1])) {
      float[] out = new float[replica.dimension()];
      Batch batch = new Samples(IMAGES, SIZE, SEED).batch();
      Batch small = new Samples(IMAGES, 2, SEED).batch();

      assertRefused(
          "out: expected length 2395, got 7",
          () -> lane.gradient(parameters, batch, new Seed(SEED), new float[7]));
      assertRefused(
          "parameters: expected length 2395, got 2396",
          () -> lane.gradient(longer, batch, new Seed(SEED), out));
      assertRefused(
          "batch: expected 5 examples of %s, got 2 of %s".formatted(IMAGES, IMAGES),
          () -> lane.gradient(parameters, small, new Seed(SEED), out));
    }
  }

  private static void assertRefused(String message, Callable<?> call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::call).getMessage());
  }

  private static Replica replica(Model model) {
    return new Replica(model, IMAGES, ReplicaOptions.defaults());
  }

  private static void step(Lane lane, float[] values, Batch batch, float[] out, int times) {
    for (int i = 0; i < times; i++) {
      try (Parameters parameters = Parameters.copyOf(values)) {
        lane.gradient(parameters, batch, new Seed(SEED), out);
      }
    }
  }

  /** Gradient of each batch, computed by whichever thread comes first. */
  static float[][] compute(Replica replica, Parameters parameters, List<Batch> batches, int threads)
      throws Exception {
    float[][] gradients = new float[batches.size()][replica.dimension()];
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            () -> {
              try (Lane lane = replica.lane(SIZE)) {
                for (int b; (b = next.getAndIncrement()) < gradients.length; ) {
                  lane.gradient(parameters, batches.get(b), new Seed(SEED), gradients[b]);
                }
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(calls)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    return gradients;
  }
}
