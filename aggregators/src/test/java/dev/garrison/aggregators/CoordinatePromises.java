package dev.garrison.aggregators;

import static dev.garrison.aggregators.Promise.withinGoodValues;

import java.util.Optional;

/** Promises about each coordinate by itself, in the terms of {@link RulePromises}. */
final class CoordinatePromises {
  private CoordinatePromises() {}

  /** Per coordinate between the least and the greatest value that is finite, hostile ones too. */
  static Optional<String> withinFiniteValues(Promise.Run run) {
    for (int k = 0; k < run.out().length; k++) {
      double[] range = SeenRows.range(run.seen().rows(), k);
      double size = Math.max(Math.abs(range[0]), Math.abs(range[1])) * Promise.ROUNDED;
      if (!(range[0] - size <= run.out()[k] && run.out()[k] <= range[1] + size)) {
        return Optional.of(
            "column %d: %g is not in %g … %g".formatted(k, run.out()[k], range[0], range[1]));
      }
    }
    return Optional.empty();
  }

  /**
   * The centre is among the good values, and n − f of these are no farther from it than their range
   * is wide. So no bad value counts that is farther outside than that, and of the n − f values
   * averaged at most b are bad.
   */
  static double badShare(SeenRows seen) {
    return (double) seen.bad() / (seen.count() - seen.f());
  }

  /** It takes some of the first row's values as they are, a hostile one's too. */
  static Optional<String> withinGoodValuesOrTheFirstRows(Promise.Run run) {
    double[] out = run.out().clone();
    double[] first = run.seen().row(0);
    for (int k = 0; k < out.length; k++) {
      out[k] = out[k] == first[k] ? run.seen().goodRange(k)[0] : out[k];
    }
    return withinGoodValues(seen -> 0).broken(new Promise.Run(run.seen(), run.before(), out));
  }

  /** Where the good signs outnumber each other by more than there are bad rows. */
  static Optional<String> theSignOfAClearMajority(Promise.Run run) {
    for (int k = 0; k < run.out().length; k++) {
      double sum = 0;
      for (double[] row : run.seen().good()) {
        sum += Math.signum(row[k]);
      }
      double vote = run.out()[k];
      boolean clear = Math.abs(sum) > run.seen().bad();
      if (clear ? vote != Math.signum(sum) : vote != 0 && Math.abs(vote) != 1) {
        return Optional.of("column %d: %g where good signs sum to %g".formatted(k, vote, sum));
      }
    }
    return Optional.empty();
  }

  /**
   * The selection has n − 2f rows, at most b of them bad, and n − 4f of its values are averaged. As
   * many good ones are no farther from the median, which lies among them, than their range is wide;
   * so no bad value farther outside than that is one of those averaged.
   */
  static double bulyanSlack(SeenRows seen) {
    double bad = seen.finiteBad().length;
    return Math.min(1, bad / (seen.finite() - 4 * seen.leftOfF()));
  }
}
