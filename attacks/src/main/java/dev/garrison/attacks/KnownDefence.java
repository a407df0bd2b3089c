package dev.garrison.attacks;

import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Pipeline;
import dev.garrison.aggregators.Proposals;
import dev.garrison.core.Stateful;

/**
 * A defence as its adversary knows it: what it is, and what it makes of rows that the adversary
 * tries on it. Counts these runs, which are what a search costs. One thread at a time.
 */
public final class KnownDefence implements Aggregator {
  private final Aggregator defence;
  private long runs;

  /**
   * @param defence the rule, pre-aggregators included
   */
  public KnownDefence(Aggregator defence) {
    this.defence = defence;
  }

  /**
   * Whether an attack may run the defence on rows of its own making: not when a part of it is
   * {@link Stateful}, since what it remembers would then be made up too.
   */
  public boolean mayBeRun() {
    return !(defence instanceof Stateful)
        && !(defence instanceof Pipeline pipeline && pipeline.hasMemory());
  }

  /** The rule alone, without the pre-aggregators before it. */
  public Aggregator rule() {
    return defence instanceof Pipeline pipeline ? pipeline.rule() : defence;
  }

  /** How often the adversary ran it, steps that would have been skipped included. */
  public long runs() {
    return runs;
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    runs++;
    defence.aggregate(proposals, out);
  }
}
