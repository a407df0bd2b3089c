package dev.garrison.aggregators;

import static dev.garrison.aggregators.Promise.nearGoodMean;
import static dev.garrison.aggregators.Promise.noLongerThan;
import static dev.garrison.aggregators.Promise.withinGoodValues;

import java.util.Map;

/**
 * What each rule promises at its default arguments, whatever the bad rows hold, if there are no
 * more of them than f: the strongest that could be proved here, and where that is not much, why.
 *
 * <p>In the proofs n and f are those left when non-finite rows are taken out and each has spent one
 * of the f. There are N good rows, at least n − f, of mean μ and diameter Δ, and b ≤ f bad ones. So
 * the i-th nearest row of anything is no farther than the i-th nearest good one, for i up to n − f.
 */
final class RulePromises {
  private RulePromises() {}

  static final Map<String, Promise> BY_NAME =
      Map.ofEntries(
          // Not resilient to finite values: within those that came
          Map.entry("average-nan", CoordinatePromises::withinFiniteValues),
          // Fewer than half of the values are bad: the middle ones lie between good ones
          Map.entry("median", withinGoodValues(seen -> 0)),
          // At most f bad values lie outside the good ones on either side, and f go
          Map.entry("trimmed-mean", withinGoodValues(seen -> 0)),
          // As the median: of 2f + 1 groups at most f have a bad row in them
          Map.entry("median-of-means", withinGoodValues(seen -> 0)),
          Map.entry("mean-around-median", withinGoodValues(CoordinatePromises::badShare)),
          Map.entry("phocas", withinGoodValues(CoordinatePromises::badShare)),
          Map.entry("condense", CoordinatePromises::withinGoodValuesOrTheFirstRows),
          Map.entry("majority-vote", CoordinatePromises::theSignOfAClearMajority),
          Map.entry("bulyan", withinGoodValues(CoordinatePromises::bulyanSlack)),
          Map.entry("krum", DistancePromises::aRowNearAGoodOne),
          Map.entry("multi-krum", nearGoodMean(DistancePromises::multiKrumReach)),
          Map.entry("geometric-median", DistancePromises::nearEveryGoodRow),
          // The diameter of the rows chosen is at most Δ, and there is a good row among them
          Map.entry(
              "minimum-diameter-averaging", nearGoodMean(DistancePromises::oneDiameterPerBad)),
          // The trusted row is good
          Map.entry("monna", nearGoodMean(DistancePromises::oneDiameterPerBad)),
          Map.entry("centered-clipping", DistancePromises::movedByTheBadSharesAtMost),
          Map.entry("cge", noLongerThan(DistancePromises::meanOfLeastGoodNorms)),
          // The median and the good rows are in the box around these, no farther apart than its
          // diagonal, and the nearest half of the rows is no farther from the median
          Map.entry("aksel", nearGoodMean(seen -> 2 * seen.diagonal())),
          // Which rows these two average can be the adversary's choice, but not how long they are
          Map.entry("signguard", noLongerThan(DistancePromises::leastGoodNormPastTheMiddle)),
          Map.entry("clustering", noLongerThan(DistancePromises::leastGoodNormPastTheMiddle)),
          Map.entry("fltrust", DistancePromises::theWayOfTheServersGradient),
          Map.entry("caf", nearGoodMean(VariancePromises::cafReach)),
          Map.entry("smea", nearGoodMean(VariancePromises::smeaReach)),
          Map.entry("dnc", VariancePromises::nearWhenTheBadAreAlike));
}
