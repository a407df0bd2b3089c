package dev.garrison.attacks;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;

/**
 * What a colluding adversary knows at one step.
 *
 * @param honest the rows of all others, at least one, by worker id; the step's number. A worker
 *     that did not answer has none. Workers with a local attack are among them: what they send is
 *     seen as it is sent
 * @param byzantine ids of the b workers whose rows are forged, none of an honest row
 * @param cohort declared n and f
 * @param defence the rule, pre-aggregators included; an attack may run it on rows of its own
 *     making, where {@link KnownDefence#mayBeRun} allows it
 */
public record AdversaryView(
    Proposals honest, ImmutableSortedSet<Integer> byzantine, Cohort cohort, KnownDefence defence) {
  /** Checks that nobody is both honest and Byzantine. */
  public AdversaryView {
    for (int i = 0; i < honest.count(); i++) {
      if (byzantine.contains(honest.worker(i))) {
        throw new IllegalArgumentException(
            "byzantine: expected no worker of an honest row, got " + honest.worker(i));
      }
    }
  }
}
