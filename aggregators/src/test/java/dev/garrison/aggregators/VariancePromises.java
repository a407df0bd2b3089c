package dev.garrison.aggregators;

import static dev.garrison.aggregators.Promise.nearGoodMean;

import java.util.Arrays;
import java.util.Optional;

/**
 * Promises from the variance along a direction, in the terms of {@link RulePromises}; ρ² is the
 * mean squared distance of the good rows to their mean μ, and no direction's variance is more.
 */
final class VariancePromises {
  private VariancePromises() {}

  /**
   * Let c be the weights of a round, S their sum, λ the top eigenvalue of their covariance, v its
   * direction, and τ_i the squared projections, so that λS = Σ c_i τ_i. In the first round in which
   * good rows lose as much as bad ones, λS is at most twice the good rows' part, which is W +
   * c_G·a² with W ≤ Σ_G ((x_i − μ)·v)² ≤ N·ρ² and a the good weighted mean's projection; the bad
   * rows' part is at least (c_G²/c_B)·a², being balanced about the mean. So a² ≤ W·c_B/(c_G(c_G −
   * c_B)), and with c_G − c_B ≥ N − b ≥ n − 2f, λ ≤ 2N·ρ²/(n − 2f). If there is no such round, the
   * bad rows are gone before n − 2f of the weight is left. The output is of a λ no greater. Two
   * weightings, each at most 1 and with a sum above n − 2f, of which one is nowhere greater, share
   * (n − 2f)/n of their mass at least, and so do the first one and that of the good rows alone;
   * means of weightings that share 1 − ε of their mass are (√λ + √λ')·√(ε/(1 − ε)) apart at most.
   */
  static double cafReach(SeenRows seen) {
    double f = seen.leftOfF();
    double rest = seen.finite() - 2 * f;
    double spread = seen.spread();
    double variance = 2 * seen.good().length * spread * spread / rest;
    return (3 * Math.sqrt(variance) + spread) * Math.sqrt(2 * f / rest);
  }

  /**
   * Any n − f good rows vary by N/(n − f)·ρ² at most along any direction, and the set chosen by no
   * more. It has n − f − b good rows at least; the means of sets are as far apart as in {@link
   * #cafReach}.
   */
  static double smeaReach(SeenRows seen) {
    double good = seen.good().length;
    double chosen = seen.finite() - seen.leftOfF();
    double shared = chosen - seen.finiteBad().length;
    double spread = seen.spread();
    return (Math.sqrt(good / chosen) + 1) * spread * Math.sqrt((good - shared) / shared);
  }

  /**
   * One round drops f rows by their projections on one direction. Two bad rows can break that: one
   * that is very far takes the direction, and another, far across, then projects as the good rows
   * do. All that holds is that the output is a mean of rows that came.
   *
   * <p>Bad rows that are all alike, at z, cannot. If one is kept, a good row projects as far from
   * the mean of all, so that s = (z − μ)·v is at most n·r/(N − b), r the greatest distance of a
   * good row from μ; and the variance along v being at least that along z − μ gives ‖z − μ‖² ≤
   * (n/b)·ρ² + s².
   */
  static Optional<String> nearWhenTheBadAreAlike(Promise.Run run) {
    SeenRows seen = run.seen();
    double[][] bad = seen.finiteBad();
    double good = seen.good().length;
    double radius = seen.farthestGood(seen.goodMean());
    if (Arrays.stream(bad).allMatch(row -> Arrays.equals(row, bad[0]))) {
      double along = seen.finite() * radius / (good - bad.length);
      double spread = seen.spread();
      double across = bad.length == 0 ? 0 : seen.finite() * spread * spread / bad.length;
      return nearGoodMean(all -> Math.max(radius, Math.sqrt(across + along * along))).broken(run);
    }
    return CoordinatePromises.withinFiniteValues(run);
  }
}
