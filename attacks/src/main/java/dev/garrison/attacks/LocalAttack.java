package dev.garrison.attacks;

import dev.garrison.core.Batch;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault or a lie inside one real worker. Each Byzantine worker has its own object.
 *
 * <p>Constructor parameters provided: {@link dev.garrison.core.Seed} (this worker's own), {@link
 * dev.garrison.core.DataShape}. One call at a time; {@code poison} comes before {@code tamper} at
 * every step, the other two after it. Attacks with memory also implement {@link
 * dev.garrison.core.Stateful}.
 */
public non-sealed interface LocalAttack extends Attack {
  /**
   * Changes the batch a gradient is about to be computed on, in place.
   *
   * @param step number of the step, from 0
   */
  default void poison(long step, Batch batch) {}

  /**
   * Changes what the worker is about to send, in place: its gradient, or its momentum if it has
   * one.
   *
   * @param step number of the step, from 0
   * @param proposal length d
   * @return whether anything is sent at all
   */
  default boolean tamper(long step, float[] proposal) {
    return true;
  }

  /**
   * How long the worker holds its answer back once it has it. It computes nothing else meanwhile.
   *
   * @param step number of the step, from 0
   * @return not negative
   */
  default Duration delay(long step) {
    return Duration.ZERO;
  }

  /**
   * A breach of the protocol in place of a proper answer; the worker has computed its proposal.
   *
   * @param step number of the step, from 0
   * @return empty to answer properly
   */
  default Optional<Misbehaviour> misbehaviour(long step) {
    return Optional.empty();
  }
}
