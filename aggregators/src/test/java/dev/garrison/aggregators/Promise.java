package dev.garrison.aggregators;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What holds of a rule's output whatever the bad rows hold. */
@FunctionalInterface
interface Promise {
  /** Float sums of up to a hundred numbers, relative to the numbers' size. */
  double ROUNDED = 1e-5;

  /**
   * One run of a rule.
   *
   * @param seen the rows it saw
   * @param before its last output, zero at first
   * @param out its output
   */
  record Run(SeenRows seen, double[] before, double[] out) {}

  /** What does not hold; empty if all does. */
  Optional<String> broken(Run run);

  /** This and another one. */
  default Promise and(Promise other) {
    return run -> broken(run).or(() -> other.broken(run));
  }

  /**
   * Per coordinate between the least and the greatest good value.
   *
   * @param slack how far outside, in distances between the two
   */
  static Promise withinGoodValues(ToDoubleFunction<SeenRows> slack) {
    return run -> {
      double by = slack.applyAsDouble(run.seen());
      for (int k = 0; k < run.out().length; k++) {
        double[] range = run.seen().goodRange(k);
        double room = by * (range[1] - range[0]);
        double size = Math.max(Math.abs(range[0]), Math.abs(range[1])) + room;
        double low = range[0] - room - ROUNDED * size;
        double high = range[1] + room + ROUNDED * size;
        if (!(low <= run.out()[k] && run.out()[k] <= high)) {
          return Optional.of(
              "column %d: %g is not in %g … %g".formatted(k, run.out()[k], low, high));
        }
      }
      return Optional.empty();
    };
  }

  /** No farther than {@code bound} from the mean of the good rows. */
  static Promise nearGoodMean(ToDoubleFunction<SeenRows> bound) {
    return run ->
        atMost(
            "distance to the good rows' mean",
            SeenRows.distance(run.out(), run.seen().goodMean()),
            bound.applyAsDouble(run.seen()),
            run.seen().longestGood());
  }

  /** No longer than {@code bound}. */
  static Promise noLongerThan(ToDoubleFunction<SeenRows> bound) {
    return run ->
        atMost(
            "norm",
            SeenRows.norm(run.out()),
            bound.applyAsDouble(run.seen()),
            run.seen().longestGood());
  }

  /**
   * A bound, but for rounding.
   *
   * @param size of the numbers that were rounded
   */
  static Optional<String> atMost(String what, double actual, double bound, double size) {
    // Distances in float are good to 1e-6 or so, and rules choose by them
    double room = 1e-4 * bound + ROUNDED * size;
    return actual <= bound + room
        ? Optional.empty()
        : Optional.of("%s: %g is more than %g".formatted(what, actual, bound));
  }
}
