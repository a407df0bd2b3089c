package dev.garrison.runner.schedules;

import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;

/**
 * A rate that falls by a factor every so many epochs, and stays in between.
 *
 * <p>{@code initial·rate^⌊epoch/decay⌋}, epochs counted from 0; {@link StepsPerEpoch} says what an
 * epoch is.
 */
@Plugin(
    name = "step-decay",
    summary = "Multiplied by decay-rate every decay-step epochs, constant in between")
public final class StepDecay implements LearningRate {
  private final double initial;
  private final long decayStep;
  private final double decayRate;
  private final StepsPerEpoch epoch;

  /**
   * @param initial rate at step 0
   * @param decayStep epochs from one factor to the next
   * @param decayRate the factor
   * @param epoch its length
   */
  public StepDecay(
      @Arg(name = "initial-rate", value = "1e-3", min = 0, help = "rate at step 0") double initial,
      @Arg(name = "decay-step", value = "30", min = 1, help = "epochs per factor of decay-rate")
          long decayStep,
      @Arg(name = "decay-rate", value = "0.1", min = 0, help = "the factor") double decayRate,
      StepsPerEpoch epoch) {
    this.initial = initial;
    this.decayStep = decayStep;
    this.decayRate = decayRate;
    this.epoch = epoch;
  }

  @Override
  public float at(long step) {
    long factors = step / epoch.steps() / decayStep;
    // StrictMath: the same bits on every machine.
    return (float) (initial * StrictMath.pow(decayRate, (double) factors));
  }
}
