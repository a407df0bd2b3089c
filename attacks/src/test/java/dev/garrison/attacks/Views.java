package dev.garrison.attacks;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import java.util.TreeSet;

/** What adversaries of tests see. */
final class Views {
  private Views() {}

  /** The Byzantine workers are those of n that gave no honest row. */
  static AdversaryView of(Proposals honest, Cohort cohort, Aggregator defence) {
    TreeSet<Integer> byzantine = new TreeSet<>();
    for (int id = 0; id < cohort.n(); id++) {
      byzantine.add(id);
    }
    for (int i = 0; i < honest.count(); i++) {
      byzantine.remove(honest.worker(i));
    }
    return new AdversaryView(
        honest, ImmutableSortedSet.copyOf(byzantine), cohort, new KnownDefence(defence));
  }
}
