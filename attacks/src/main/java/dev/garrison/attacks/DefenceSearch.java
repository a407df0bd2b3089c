package dev.garrison.attacks;

import java.util.function.DoubleConsumer;

/**
 * How far to go in a direction so that the defence is taken farthest from the honest mean.
 *
 * <p>Formula: the x that {@link LineSearch#maximize} finds for ‖defence(H ∪ b copies of row(x)) −
 * μ‖₂, from 1. A step that the defence would skip counts as no gain, and so does a result that is
 * not finite. One thread at a time; one vector is kept. Cost: as many runs of the defence as
 * evaluations.
 */
final class DefenceSearch {
  private final int evaluations;
  private float[] out = {};

  /**
   * @param evaluations how often the defence is run at most
   */
  DefenceSearch(int evaluations) {
    this.evaluations = evaluations;
  }

  /**
   * Searches, and fills every forged row with the best that was found.
   *
   * @param view whose defence is run, if that is allowed
   * @param mean of the honest rows
   * @param fallback x where the defence may not be run, or nothing moves it
   * @param writeFirst writes the row of an x to the first forged one
   */
  void forge(
      AdversaryView view,
      float[] mean,
      double fallback,
      DoubleConsumer writeFirst,
      float[][] forged) {
    double x = fallback;
    if (view.defence().mayBeRun()) {
      LineSearch.Best best = search(view, mean, writeFirst, forged);
      x = best.value() > 0 ? best.x() : fallback;
    }
    writeFirst.accept(x);
    HonestSpread.copyFirst(forged);
  }

  private LineSearch.Best search(
      AdversaryView view, float[] mean, DoubleConsumer writeFirst, float[][] forged) {
    if (out.length != mean.length) {
      out = new float[mean.length];
    }
    Rehearsal rehearsal = new Rehearsal(view, forged[0]);
    return LineSearch.maximize(
        x -> {
          writeFirst.accept(x);
          return rehearsal.run(out) ? distance(out, mean) : 0;
        },
        1,
        evaluations);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double difference = (double) a[k] - b[k];
      sum += difference * difference;
    }
    return Double.isFinite(sum) ? Math.sqrt(sum) : 0;
  }
}
