package dev.garrison.cluster;

import dev.garrison.aggregators.SignRow;

/**
 * How the parameters of a step came from those of the step before, where that takes fewer words
 * than the parameters themselves. Immutable.
 */
public sealed interface Change {
  /** They are the same: nothing was applied. */
  record None() implements Change {}

  /**
   * x ← x · keep − move · vote, in these float operations.
   *
   * @param vote of −1, 0 and 1; not written to any more
   */
  record Vote(SignRow vote, float keep, float move) implements Change {}
}
