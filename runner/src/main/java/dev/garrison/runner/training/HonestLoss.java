package dev.garrison.runner.training;

import com.google.common.collect.ImmutableSet;
import dev.garrison.cluster.Answer;
import dev.garrison.runner.cli.Population;
import java.util.Arrays;
import java.util.List;

/**
 * What the losses of a step say about the model. Workers that the run itself attacks do not count.
 * Of the others, as many as f still leaves may be Byzantine without anybody knowing, and a loss is
 * a number that a worker makes up as easily as a gradient: so many of the least and of the greatest
 * are left out, a loss that is not finite being greater than all. Immutable.
 */
final class HonestLoss {
  private final ImmutableSet<Integer> faulty;
  private final int unknown;

  /**
   * @param population of which the faulty ones are known
   */
  HonestLoss(Population population) {
    this.faulty = ImmutableSet.copyOf(population.faulty());
    this.unknown = Math.max(0, population.declared() - faulty.size());
  }

  /**
   * The mean of the losses that count, or the lower median if f would leave none. Not finite only
   * if more workers say so than f leaves, or than half; NaN if there are no losses.
   */
  double of(List<Answer> answers) {
    double[] losses =
        answers.stream()
            .filter(answer -> !faulty.contains(answer.worker()))
            .mapToDouble(Answer::loss)
            .map(loss -> Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY)
            .sorted()
            .toArray();
    if (losses.length == 0) {
      return Double.NaN;
    }
    int middle = (losses.length - 1) / 2;
    return unknown > middle
        ? losses[middle]
        : Arrays.stream(losses, unknown, losses.length - unknown).average().orElseThrow();
  }
}
