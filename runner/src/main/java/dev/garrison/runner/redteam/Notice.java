package dev.garrison.runner.redteam;

/**
 * A line that a run wrote to standard error.
 *
 * @param run its name; empty if several would write it
 * @param text without its line end
 */
record Notice(String run, String text) {
  @Override
  public String toString() {
    return run.isEmpty() ? text : run + ": " + text;
  }
}
