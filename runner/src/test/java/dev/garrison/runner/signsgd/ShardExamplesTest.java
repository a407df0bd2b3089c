package dev.garrison.runner.signsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.BatchPlan;
import dev.garrison.experiments.BatchStream;
import dev.garrison.experiments.Dataset;
import org.junit.jupiter.api.Test;

class ShardExamplesTest {
  private static final DataShape SHAPE = new DataShape(ImmutableList.of(1), 0);

  /** Example i is i; a stream adds its batch's seed. */
  private static final class Numbers implements Dataset {
    @Override
    public DataShape shape() {
      return SHAPE;
    }

    @Override
    public int size() {
      return 100;
    }

    @Override
    public BatchStream stream(BatchPlan plan) {
      return (number, batch) -> {
        int[] indices = new int[batch.size()];
        plan.examples(number, indices);
        for (int slot = 0; slot < indices.length; slot++) {
          read(indices[slot], batch, slot);
          batch.targets()[slot] += plan.seed(number).value();
        }
      };
    }

    @Override
    public void read(int index, Batch batch, int slot) {
      batch.targets()[slot] = index;
    }

    @Override
    public float target(int index) {
      return index;
    }
  }

  private static final BatchPlan PLAN =
      new BatchPlan() {
        @Override
        public long count() {
          return 2;
        }

        @Override
        public void examples(long number, int[] indices) {
          indices[0] = (int) number;
          indices[1] = 2;
        }

        @Override
        public Seed seed(long number) {
          return new Seed(1000 * (number + 1));
        }
      };

  private final ShardExamples shard = new ShardExamples(new Numbers(), new int[] {40, 50, 60});

  @Test
  void hasTheShardsExamplesInItsOrder() {
    assertEquals(3, shard.size());
    assertEquals(SHAPE, shard.shape());
    assertEquals(60, shard.target(2));
    Batch batch = new Batch(SHAPE, 2);
    shard.read(1, batch, 0);
    assertEquals(50, batch.targets()[0]);
  }

  @Test
  void streamsAsTheWholeDataDoes() {
    Batch batch = new Batch(SHAPE, 2);
    try (BatchStream stream = shard.stream(PLAN)) {
      stream.read(1, batch);
    }
    assertArrayEquals(new float[] {2050, 2060}, batch.targets());
  }
}
