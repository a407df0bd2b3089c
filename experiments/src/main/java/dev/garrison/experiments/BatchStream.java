package dev.garrison.experiments;

import dev.garrison.core.Batch;

/**
 * The batches of one plan, cheapest in ascending order: the next ones may be made while the last is
 * in use. One thread at a time.
 */
public interface BatchStream extends AutoCloseable {
  /**
   * Fills a batch: the same bits for the same plan and number, whatever was read before.
   *
   * @param number of the batch in its plan
   * @param batch of the dataset's shape; all its places are written
   * @throws dev.garrison.core.UserException if an example cannot be read
   */
  void read(long number, Batch batch);

  /** Ends what runs in the background. */
  @Override
  default void close() {}
}
