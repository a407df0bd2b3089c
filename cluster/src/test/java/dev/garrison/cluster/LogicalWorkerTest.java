package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.BatchSampler;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import dev.garrison.experiments.models.Torchnet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker's proposal depends on, with a model that draws in training. */
class LogicalWorkerTest {
  private static final DataShape IMAGES = new DataShape(ImmutableList.of(6, 6, 1), 2);
  private static final Seed SEED = new Seed(3);

  private final Replica replica = new Replica(new Torchnet(), IMAGES, ReplicaOptions.defaults());
  private final Lane lane = replica.lane(1);
  private final Parameters parameters = Parameters.copyOf(replica.initialParameters(SEED));

  @AfterEach
  void close() {
    parameters.close();
    lane.close();
    replica.close();
  }

  @Test
  void theModelDrawsAfreshAtEveryStepAndTheSameWhenAskedAgain() {
    float[] first = row(worker(SEED), 0);

    assertFalse(Arrays.equals(first, row(worker(SEED), 1)));
    assertArrayEquals(first, row(worker(SEED), 0));
  }

  @Test
  void workersDrawApart() {
    assertFalse(Arrays.equals(row(worker(SEED), 0), row(worker(new Seed(4)), 0)));
  }

  /** On one example: rows differ by what is drawn alone. */
  private static LogicalWorker worker(Seed draws) {
    BatchSampler sampler = new BatchSampler(new OneImage(), new int[] {0}, SEED);
    return new LogicalWorker(0, sampler, draws, null, List.of());
  }

  private float[] row(LogicalWorker worker, long step) {
    float[] row = new float[replica.dimension()];
    worker.compute(step, parameters, lane, new Batch(IMAGES, 1), row);
    return row;
  }

  private record OneImage() implements Dataset {
    @Override
    public DataShape shape() {
      return IMAGES;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void read(int index, Batch batch, int slot) {
      Arrays.fill(batch.inputs(), 1);
      batch.targets()[slot] = target(index);
    }

    @Override
    public float target(int index) {
      return 1;
    }
  }
}
