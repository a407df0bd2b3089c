package dev.garrison.experiments;

import dev.garrison.core.Seed;
import dev.garrison.experiments.internal.Draws;

/**
 * Goes through a shard again and again, each epoch in its own seeded order; a batch runs on into
 * the next epoch, so within an epoch every example comes exactly once. A shard may be smaller than
 * a batch. Allocates nothing but a seed when the epoch changes.
 */
final class Epochs implements BatchPlan {
  private final int[] shard;
  private final Seed seed;
  private final int[] order;
  private long epoch = -1;

  /**
   * @param shard indices of examples, at least one; copied
   */
  Epochs(int[] shard, Seed seed) {
    this.shard = shard.clone();
    this.seed = seed;
    this.order = new int[shard.length];
  }

  @Override
  public long count() {
    return Long.MAX_VALUE;
  }

  @Override
  public void examples(long number, int[] indices) {
    long first = Math.multiplyExact(number, indices.length);
    for (int slot = 0; slot < indices.length; slot++) {
      long position = first + slot;
      enter(position / shard.length);
      indices[slot] = order[(int) (position % shard.length)];
    }
  }

  @Override
  public Seed seed(long number) {
    return seed.derive("batch", number);
  }

  private void enter(long wanted) {
    if (wanted == epoch) {
      return;
    }
    System.arraycopy(shard, 0, order, 0, shard.length);
    Draws.shuffle(order, seed.derive("epoch", wanted).random());
    epoch = wanted;
  }
}
