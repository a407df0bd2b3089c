package dev.garrison.aggregators;

import dev.garrison.core.Bindings;
import dev.garrison.core.Seed;

/**
 * What a host provides to rules and pre-aggregators, for tests that build every one by its name.
 */
final class HostBindings {
  /** A worker that is declared trusted: its row is never to be hostile. */
  static final int TRUSTED = 4;

  private HostBindings() {}

  /**
   * @param workers how many there are
   * @param cohort rows that the plugin sees, fewer than workers behind one that merges them
   */
  static Bindings of(int workers, Cohort cohort) {
    return Bindings.none()
        .with(Cohort.class, cohort)
        .with(Seed.class, new Seed(7))
        .with(TrustedGradient.class, Rows::trusted)
        .with(TrustedWorkers.class, TrustedWorkers.of(workers, TRUSTED));
  }
}
