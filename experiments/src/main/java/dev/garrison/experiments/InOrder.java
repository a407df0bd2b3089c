package dev.garrison.experiments;

import dev.garrison.core.Seed;

/**
 * Examples one after the other.
 *
 * @param first index of the first
 * @param count number of batches
 */
record InOrder(int first, long count) implements BatchPlan {
  private static final Seed ALWAYS_THE_SAME = new Seed(0);

  @Override
  public void examples(long number, int[] indices) {
    int from = Math.toIntExact(first + number * indices.length);
    for (int slot = 0; slot < indices.length; slot++) {
      indices[slot] = from + slot;
    }
  }

  @Override
  public Seed seed(long number) {
    return ALWAYS_THE_SAME.derive("batch", number);
  }
}
