package dev.garrison.experiments;

import dev.garrison.core.Batch;
import dev.garrison.core.Seed;

/**
 * Fills the batches of one worker. The batch of a step is a pure function of the constructor's
 * arguments, the step and the batch's size, so any step can be asked for in any order; it is
 * cheapest in ascending order.
 *
 * <p>The shard is gone through again and again, each epoch in its own seeded order; a batch runs on
 * into the next epoch, so within an epoch every example comes exactly once. A shard may be smaller
 * than a batch. One thread at a time.
 */
public final class BatchSampler implements AutoCloseable {
  private final BatchStream stream;

  /**
   * @param data where examples come from
   * @param shard indices of the worker's examples, at least one; copied
   * @param seed this worker's own
   */
  public BatchSampler(Dataset data, int[] shard, Seed seed) {
    if (shard.length == 0) {
      throw new IllegalArgumentException("shard: expected at least 1 example, got none");
    }
    for (int index : shard) {
      if (index < 0 || index >= data.size()) {
        throw new IllegalArgumentException(
            "shard: expected indices 0 to " + (data.size() - 1) + ", got " + index);
      }
    }
    this.stream = data.stream(new Epochs(shard, seed));
  }

  /**
   * Fills a batch.
   *
   * @param step number of the step, from 0
   * @param batch of the data's shape; all its slots are written
   * @throws dev.garrison.core.UserException if an example cannot be read
   */
  public void fill(long step, Batch batch) {
    if (step < 0) {
      throw new IllegalArgumentException("step: expected at least 0, got " + step);
    }
    stream.read(step, batch);
  }

  @Override
  public void close() {
    stream.close();
  }
}
