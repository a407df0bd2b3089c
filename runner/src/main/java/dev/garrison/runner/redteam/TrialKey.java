package dev.garrison.runner.redteam;

/**
 * Which run.
 *
 * @param attack as given to {@code --attack}, or {@code none} for the clean run
 * @param seed of the run
 */
record TrialKey(String attack, long seed) {
  /** For people. */
  @Override
  public String toString() {
    return attack + ", seed " + seed;
  }
}
