package dev.garrison.experiments;

import dev.garrison.core.Seed;

/**
 * Which examples make up the batches of a stream. Every batch is a pure function of its number, so
 * that any can be asked for at any time. One thread at a time.
 */
public interface BatchPlan {
  /** Number of batches: they are numbered from 0. */
  long count();

  /**
   * Chooses the examples of a batch.
   *
   * @param number of the batch
   * @param indices gets one index per place in the batch
   */
  void examples(long number, int[] indices);

  /**
   * Seed of what is drawn about the examples of a batch, such as where images are cropped.
   *
   * @param number of the batch
   */
  Seed seed(long number);
}
