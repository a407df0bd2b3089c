package dev.garrison.experiments;

import dev.garrison.core.PluginKind;
import dev.garrison.core.Seed;

/** How the training examples are shared out among the workers that compute gradients. */
public interface Partition {
  /** Partitions as plugins. */
  PluginKind<Partition> KIND = PluginKind.of("partition", Partition.class);

  /**
   * Assigns examples to workers. A pure function of its arguments.
   *
   * @param data what is shared out
   * @param workers how many there are
   * @param seed of the choice
   * @return per worker the indices of its examples, at least one each
   * @throws IllegalArgumentException if the data cannot be shared out like this; the message names
   *     the partition, the rule and the values
   */
  int[][] assign(Dataset data, int workers, Seed seed);
}
