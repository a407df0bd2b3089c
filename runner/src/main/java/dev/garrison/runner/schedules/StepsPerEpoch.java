package dev.garrison.runner.schedules;

import dev.garrison.core.Provided;

/**
 * How many steps an epoch has, for schedules that count in epochs. A worker's examples (all that
 * are shared out, divided by the workers that compute, rounded down) over its batch size, rounded
 * up: after that many steps a worker with an equal share has seen every example at least once. The
 * same for all workers, also where a partition gives them unequal shares. Any thread.
 */
@FunctionalInterface
@Provided("the length of an epoch")
public interface StepsPerEpoch {
  /** At least 1. Not called before the first step: the data need not be there earlier. */
  long steps();

  /**
   * The length of an epoch by the rule above.
   *
   * @param examples that are shared out
   * @param workers that compute, at least 1
   * @param batchSize examples per worker and step, at least 1
   */
  static long of(long examples, int workers, int batchSize) {
    return Math.max(1, (examples / workers + batchSize - 1) / batchSize);
  }
}
