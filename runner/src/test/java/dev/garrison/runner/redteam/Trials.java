package dev.garrison.runner.redteam;

/** Trials for tests of what becomes of them. */
final class Trials {
  private Trials() {}

  static Trial of(String attack, long seed, double last) {
    return new Trial(new TrialKey(attack, seed), last, last, false, 0, 1);
  }

  static Trial diverged(String attack, long seed) {
    return new Trial(new TrialKey(attack, seed), 0, 0, true, 0, 0.5);
  }
}
