package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import com.google.common.math.Stats;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What is done of one attack.
 *
 * @param attack as it was given
 * @param trials at least one, by seed
 */
record Row(String attack, ImmutableList<Trial> trials) {
  /** A row per attack that has trials, in the order of {@code attacks}. */
  static ImmutableList<Row> of(List<String> attacks, List<Trial> trials) {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (String attack : attacks) {
      ImmutableList<Trial> own =
          trials.stream()
              .filter(trial -> trial.key().attack().equals(attack))
              .sorted(Comparator.comparingLong(trial -> trial.key().seed()))
              .collect(ImmutableList.toImmutableList());
      if (!own.isEmpty()) {
        rows.add(new Row(attack, own));
      }
    }
    return rows.build();
  }

  private Stats stats(ToDoubleFunction<Trial> value) {
    return trials.stream().mapToDouble(value).boxed().collect(Stats.toStats());
  }

  /** Mean final accuracy over the seeds. */
  double mean() {
    return stats(Trial::last).mean();
  }

  /** Sample standard deviation of the final accuracy; empty for one seed. */
  OptionalDouble deviation() {
    return trials.size() > 1
        ? OptionalDouble.of(stats(Trial::last).sampleStandardDeviation())
        : OptionalDouble.empty();
  }

  /** The seed of the least final accuracy. */
  Trial worst() {
    return trials.stream().min(Comparator.comparingDouble(Trial::last)).orElseThrow();
  }

  /** The greatest final accuracy. */
  double greatest() {
    return stats(Trial::last).max();
  }

  /** Mean over the seeds of the best accuracy on the way. */
  double best() {
    return stats(Trial::best).mean();
  }

  /** Mean time of a run. */
  double seconds() {
    return stats(Trial::seconds).mean();
  }

  long diverged() {
    return trials.stream().filter(Trial::diverged).count();
  }

  /** Steps without an update, in all runs together. */
  long skipped() {
    return trials.stream().mapToLong(Trial::skipped).sum();
  }
}
