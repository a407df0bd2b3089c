package dev.garrison.runner.signsgd;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.experiments.Dataset;

/**
 * Some of a data set's examples. Immutable, any thread.
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
  public void read(int index, Batch batch, int slot) {
    all.read(indices[index], batch, slot);
  }

  @Override
  public float target(int index) {
    return all.target(indices[index]);
  }
}
