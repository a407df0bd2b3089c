package dev.garrison.cluster;

import java.time.Duration;

/** When a step stops waiting for proposals. One thread, the training loop's, calls. */
public interface StepTimeout {
  /** Longest wait of the step that begins now; positive. */
  Duration now();

  /**
   * Takes note of a step that is over. What counts is the time until half of the workers that were
   * asked had answered, so that a minority cannot make the wait longer; a step that ended before
   * that counts whole.
   *
   * @param step that time, not negative
   */
  void took(Duration step);
}
