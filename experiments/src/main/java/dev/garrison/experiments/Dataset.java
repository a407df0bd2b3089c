package dev.garrison.experiments;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;

/** Examples by index. Immutable, any thread. */
public interface Dataset {
  /** Shape of each example. */
  DataShape shape();

  /** Number of examples, at least 1. */
  int size();

  /**
   * Opens a stream of batches. Unless overridden, it reads example by example; a dataset whose
   * examples take long to read, or are augmented in training, has a stream of its own.
   *
   * @param plan read from the stream alone, by the threads that use it
   */
  default BatchStream stream(BatchPlan plan) {
    return new DirectStream(this, plan);
  }

  /**
   * Copies one example into a batch, as it is: nothing about it is drawn.
   *
   * @param index 0 … size − 1
   * @param batch of this dataset's shape
   * @param slot position in the batch
   */
  void read(int index, Batch batch, int slot);

  /** Target of one example: its class number, or its real value. */
  float target(int index);
}
