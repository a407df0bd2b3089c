package dev.garrison.experiments;

import dev.garrison.core.Batch;

/** Reads example by example, in the thread that calls. */
final class DirectStream implements BatchStream {
  private final Dataset data;
  private final BatchPlan plan;
  private int[] indices = new int[0];

  DirectStream(Dataset data, BatchPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  @Override
  public void read(long number, Batch batch) {
    if (indices.length != batch.size()) {
      indices = new int[batch.size()];
    }
    plan.examples(number, indices);
    for (int slot = 0; slot < indices.length; slot++) {
      data.read(indices[slot], batch, slot);
    }
  }
}
