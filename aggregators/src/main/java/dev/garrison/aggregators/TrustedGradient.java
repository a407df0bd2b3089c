package dev.garrison.aggregators;

import dev.garrison.core.Provided;

/**
 * The server's own gradient, from examples that no worker can change: what a rule may compare the
 * proposals with. A rule asks for it as a constructor parameter and calls it from {@link
 * Aggregator#aggregate}, in the thread that runs it; calls never overlap.
 *
 * <p>It is the gradient at the parameters that the proposals of the step were computed at. A rule
 * may run several times at one step, since an attack may try it out: each time the same bits come,
 * so whoever provides it computes once per step.
 */
@FunctionalInterface
@Provided(value = "the server's own gradient on examples it trusts", option = "--trusted-examples")
public interface TrustedGradient {
  /**
   * Writes the gradient of a step.
   *
   * @param step number of the step, that of the {@link Proposals}
   * @param out the rule's own, length d; every element is written
   */
  void compute(long step, float[] out);
}
