package dev.garrison.runner.signsgd;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.BatchPlan;
import dev.garrison.experiments.BatchStream;
import dev.garrison.experiments.Dataset;

/**
 * Some of a data set's examples, streamed as that streams them. Immutable, any thread.
 *
 * @param all where they are
 * @param indices which ones; not changed
 */
record ShardExamples(Dataset all, int[] indices) implements Dataset {
  @Override
  public DataShape shape() {
    return all.shape();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public BatchStream stream(BatchPlan plan) {
    return all.stream(new Translated(plan, indices));
  }

  @Override
  public void read(int index, Batch batch, int slot) {
    all.read(indices[index], batch, slot);
  }

  @Override
  public float target(int index) {
    return all.target(indices[index]);
  }

  /** A plan of the shard's examples as one of the whole data set's. */
  private record Translated(BatchPlan plan, int[] shard) implements BatchPlan {
    @Override
    public long count() {
      return plan.count();
    }

    @Override
    public void examples(long number, int[] places) {
      plan.examples(number, places);
      for (int i = 0; i < places.length; i++) {
        places[i] = shard[places[i]];
      }
    }

    @Override
    public Seed seed(long number) {
      return plan.seed(number);
    }
  }
}
