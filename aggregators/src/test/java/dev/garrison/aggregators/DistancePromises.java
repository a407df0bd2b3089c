package dev.garrison.aggregators;

import static dev.garrison.aggregators.Promise.atMost;
import static dev.garrison.aggregators.SeenRows.distance;
import static dev.garrison.aggregators.SeenRows.norm;

import java.util.Arrays;
import java.util.Optional;

/** Promises from distances and norms, in the terms of {@link RulePromises}. */
final class DistancePromises {
  private DistancePromises() {}

  /**
   * How far a row of one of the n − f − 2 best scores may be from some good row. With q = n − f − 2
   * neighbours a good row's score is at most q·Δ², since there are q other good rows; so is one of
   * the q best. Of a bad row's neighbours q − (b − 1) are good: the nearest is within √(q/(q − b +
   * 1))·Δ.
   */
  private static double krumReach(SeenRows seen) {
    int q = seen.finite() - seen.leftOfF() - 2;
    int bad = seen.finiteBad().length;
    return bad == 0 ? 0 : Math.sqrt(q / (q - bad + 1.0)) * seen.diameter();
  }

  static Optional<String> aRowNearAGoodOne(Promise.Run run) {
    SeenRows seen = run.seen();
    if (Arrays.stream(seen.rows()).noneMatch(row -> Arrays.equals(row, run.out()))) {
      return Optional.of("is none of the rows");
    }
    double nearest = seen.goodDistances(run.out())[0];
    return atMost("distance to a good row", nearest, krumReach(seen), seen.longestGood());
  }

  /** A mean of q rows, at most b of which are bad and farther from μ than Δ. */
  static double multiKrumReach(SeenRows seen) {
    int q = seen.finite() - seen.leftOfF() - 2;
    double bad = Math.min(q, seen.finiteBad().length);
    return seen.diameter() + bad / q * krumReach(seen);
  }

  /**
   * From the medoid the sum of distances only falls, so it is at most that of any row c. By the
   * triangle inequality at every row, with N good rows and b bad ones, the distance of the output
   * to c is at most 2 Σ ‖x_i − c‖ / (N − b) over good rows.
   */
  static Optional<String> nearEveryGoodRow(Promise.Run run) {
    SeenRows seen = run.seen();
    int surplus = seen.good().length - seen.finiteBad().length;
    for (double[] row : seen.good()) {
      double sum = Arrays.stream(seen.goodDistances(row)).sum();
      Optional<String> broken =
          atMost(
              "distance to a good row",
              distance(run.out(), row),
              2 * sum / surplus,
              seen.longestGood());
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** A mean of n − f rows, none farther than Δ from some good row, at most b of them bad. */
  static double oneDiameterPerBad(SeenRows seen) {
    double share = (double) seen.finiteBad().length / (seen.finite() - seen.leftOfF());
    return (1 + share) * seen.diameter();
  }

  /** Each of n rows moves it by τ/n at most: from where the good ones alone would, the bad ones. */
  static Optional<String> movedByTheBadSharesAtMost(Promise.Run run) {
    double tau = 10;
    double[] expected = run.before().clone();
    int n = run.seen().finite();
    for (double[] row : run.seen().good()) {
      double length = distance(row, run.before());
      double share = length <= tau ? 1 : tau / length;
      for (int k = 0; k < expected.length; k++) {
        expected[k] += share * (row[k] - run.before()[k]) / n;
      }
    }
    return atMost(
        "distance to where the good rows alone would take it",
        distance(run.out(), expected),
        tau * run.seen().finiteBad().length / n,
        run.seen().longestGood() + norm(run.before()) + tau);
  }

  /** The i-th least norm of all is at most the i-th least good one. */
  static double meanOfLeastGoodNorms(SeenRows seen) {
    int kept = seen.finite() - seen.leftOfF();
    return Arrays.stream(seen.goodNorms()).limit(kept).average().orElse(0);
  }

  /** At least the median of all norms, to which every row is clipped. */
  static double leastGoodNormPastTheMiddle(SeenRows seen) {
    return seen.goodNorms()[seen.finite() / 2];
  }

  /** No longer than the server's own gradient, and not against it. */
  static Optional<String> theWayOfTheServersGradient(Promise.Run run) {
    double[] own = trusted(run.out().length);
    double length = norm(own);
    return atMost("norm", norm(run.out()), length, length)
        .or(() -> notAgainst(run.out(), own, length));
  }

  private static double[] trusted(int d) {
    float[] own = new float[d];
    Rows.trusted(0, own);
    return Rows.wide(new float[][] {own})[0];
  }

  private static Optional<String> notAgainst(double[] out, double[] own, double length) {
    double product = 0;
    for (int k = 0; k < own.length; k++) {
      product += own[k] * out[k];
    }
    return product >= -Promise.ROUNDED * length * length
        ? Optional.empty()
        : Optional.of("against the server's gradient: " + product);
  }
}
