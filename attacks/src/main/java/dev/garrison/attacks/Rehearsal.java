package dev.garrison.attacks;

import dev.garrison.aggregators.NotEnoughProposalsException;
import dev.garrison.aggregators.Proposals;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * One step as the defence would see it if every Byzantine worker sent the same row, which may
 * change between runs. One thread at a time.
 */
final class Rehearsal {
  private final AdversaryView view;
  private final Proposals all;

  /** Places the row at every Byzantine worker's id among the honest ones. */
  Rehearsal(AdversaryView view, float[] forged) {
    this.view = view;
    Proposals honest = view.honest();
    TreeMap<Integer, float[]> rows = new TreeMap<>();
    for (int i = 0; i < honest.count(); i++) {
      rows.put(honest.worker(i), honest.row(i));
    }
    view.byzantine().forEach(id -> rows.put(id, forged));
    this.all =
        new Proposals(
            honest.step(),
            rows.keySet().stream().mapToInt(Integer::intValue).toArray(),
            rows.values().toArray(float[][]::new));
  }

  /**
   * Runs the defence.
   *
   * @return whether it gave a result; not when too few rows were usable, a step the server skips
   */
  boolean run(float[] out) {
    all.clearExcluded();
    try {
      view.defence().aggregate(all, out);
      return true;
    } catch (NotEnoughProposalsException skipped) {
      return false;
    }
  }

  /** Whether a forged row had a part in the last run's result. */
  boolean keptForged() {
    return !Arrays.stream(all.excludedWorkers())
        .boxed()
        .toList()
        .containsAll(view.byzantine().asList());
  }
}
