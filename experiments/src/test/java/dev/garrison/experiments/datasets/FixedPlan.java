package dev.garrison.experiments.datasets;

import dev.garrison.core.Seed;
import dev.garrison.experiments.BatchPlan;

/** Consecutive examples, over and over: batch b of size s begins with example b·s mod size. */
record FixedPlan(int size, long count, Seed root) implements BatchPlan {
  @Override
  public void examples(long number, int[] indices) {
    for (int slot = 0; slot < indices.length; slot++) {
      indices[slot] = (int) ((number * indices.length + slot) % size);
    }
  }

  @Override
  public Seed seed(long number) {
    return root.derive("batch", number);
  }
}
