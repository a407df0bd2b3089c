package dev.garrison.aggregators;

import static dev.garrison.aggregators.Promise.atMost;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * What each pre-aggregator makes of the good rows at its default arguments, whatever the bad ones
 * hold. A row that comes out is good if every row it was made for is.
 */
final class StepPromises {
  private StepPromises() {}

  /** What holds of the rows that went in and those that came out. */
  @FunctionalInterface
  interface StepPromise {
    Optional<String> broken(SeenRows in, SeenRows out);
  }

  static final Map<String, StepPromise> BY_NAME =
      Map.of(
          "clipping",
          (in, out) -> shortened(in, out, 2),
          // At most f bad norms are greater than all good ones, and k is f or more
          "arc",
          (in, out) -> shortened(in, out, in.longestGood()),
          "nnm",
          StepPromises::nearTheirOwnRows,
          "bucketing",
          StepPromises::betweenTheGoodRows);

  /**
   * Which rows that come out are good. Steps that keep the workers' rows apart keep their ids; what
   * other rows are mixtures of shows on rows that are 1 for the bad and 0 for the good.
   */
  static boolean[] good(PreAggregator step, Proposals in, boolean[] good) {
    float[][] marks = new float[good.length][1];
    for (int i = 0; i < good.length; i++) {
      marks[i][0] = good[i] ? 0 : 1;
    }
    if (step.rowsFor(good.length) == good.length) {
      return good;
    }
    Proposals mixed = step.apply(in.withRows(marks));
    boolean[] after = new boolean[mixed.count()];
    for (int i = 0; i < after.length; i++) {
      after[i] = mixed.row(i)[0] == 0;
    }
    return after;
  }

  /**
   * Holds of every step: the good rows that come out are at most so much farther apart and longer
   * than those that went in, b being bad. Shortening to a common norm brings no two rows apart,
   * means of good rows are among them, and nearest neighbour mixing adds to each a share b/(n − f)
   * of rows no farther away than the good ones.
   */
  static Optional<String> widened(SeenRows in, SeenRows out) {
    double share = (double) in.bad() / (in.count() - in.f());
    double size = in.longestGood();
    return atMost("diameter", out.diameter(), (1 + 2 * share) * in.diameter(), size)
        .or(() -> atMost("norm", out.longestGood(), size + share * in.diameter(), size))
        .or(() -> atMost("number of bad rows", out.bad(), in.bad(), 0))
        .or(() -> nothingNonFiniteIsGood(out));
  }

  private static Optional<String> nothingNonFiniteIsGood(SeenRows out) {
    for (int i = 0; i < out.count(); i++) {
      if (out.isGood(i) && !out.isFinite(i)) {
        return Optional.of("row %d is good and not finite".formatted(i));
      }
    }
    return Optional.empty();
  }

  /** Good rows keep their direction, and no finite row is longer than this or than it was. */
  private static Optional<String> shortened(SeenRows in, SeenRows out, double longest) {
    for (int i = 0; i < in.count(); i++) {
      if (!in.isFinite(i)) {
        continue;
      }
      double before = SeenRows.norm(in.row(i));
      double after = SeenRows.norm(out.row(i));
      Optional<String> broken =
          atMost("norm of row " + i, after, Math.min(before, longest), before == 0 ? 0 : longest);
      if (broken.isPresent()) {
        return broken;
      }
      double[] expected = Arrays.stream(in.row(i)).map(x -> x * (after / before)).toArray();
      if (in.isGood(i) && SeenRows.distance(out.row(i), expected) > Promise.ROUNDED * before) {
        return Optional.of("row %d changed its direction".formatted(i));
      }
    }
    return Optional.empty();
  }

  /** The i-th nearest of all rows is no farther than the i-th nearest good one. */
  private static Optional<String> nearTheirOwnRows(SeenRows in, SeenRows out) {
    int mixed = in.count() - in.f();
    for (int i = 0; i < in.count(); i++) {
      if (!in.isGood(i)) {
        continue;
      }
      double[] own = in.row(i);
      double mean = Arrays.stream(in.goodDistances(own)).limit(mixed).average().orElse(0);
      Optional<String> broken =
          atMost("way of row " + i, SeenRows.distance(out.row(i), own), mean, in.longestGood());
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> betweenTheGoodRows(SeenRows in, SeenRows out) {
    for (int k = 0; k < in.dimension(); k++) {
      double[] before = in.goodRange(k);
      double[] after = out.goodRange(k);
      double room = Promise.ROUNDED * Math.max(Math.abs(before[0]), Math.abs(before[1]));
      if (!(before[0] - room <= after[0] && after[1] <= before[1] + room)) {
        return Optional.of(
            "column %d: %g … %g leaves %g … %g"
                .formatted(k, after[0], after[1], before[0], before[1]));
      }
    }
    return Optional.empty();
  }
}
