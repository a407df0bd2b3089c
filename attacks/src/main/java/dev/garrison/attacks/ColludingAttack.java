package dev.garrison.attacks;

/**
 * An adversary that forges the rows of all real Byzantine workers at once, knowing every honest row
 * and the rule with its arguments: the strongest one the literature assumes.
 *
 * <p>Constructor parameters provided: {@link dev.garrison.core.Seed}. One call at a time. Rows may
 * hold anything, non-finite values included. Attacks with memory also implement {@link
 * dev.garrison.core.Stateful}.
 */
public non-sealed interface ColludingAttack extends Attack {
  /**
   * Writes the Byzantine rows of one step.
   *
   * @param view what the adversary sees; nothing in it may be modified
   * @param forged b rows of length d, in the order of {@link AdversaryView#byzantine}; every
   *     element is written
   */
  void forge(AdversaryView view, float[][] forged);
}
