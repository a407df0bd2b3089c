package dev.garrison.runner.optimizers;

/**
 * An update for an aggregate of signs, simple enough for a worker to make by itself: {@code x[k] ←
 * x[k]·keep − move·sign[k]}, each operation rounded to float, sign[k] one of −1, +0 and 1.
 *
 * <p>The graph comes to the same bits but for one thing: computing with more than one thread, it
 * makes zeros of numbers below the least normal float, 1.2e-38, and this does not. Parameters get
 * there by weight decay alone, where no vote moves them for millions of steps.
 *
 * @param keep what is left of a parameter before it moves; 1 without weight decay
 * @param move how far a parameter moves; the learning rate
 */
public record SignStep(float keep, float move) {
  /**
   * Makes the step.
   *
   * @param x a parameter
   * @param sign −1, +0 or 1
   */
  public float apply(float x, float sign) {
    return x * keep - move * sign;
  }
}
