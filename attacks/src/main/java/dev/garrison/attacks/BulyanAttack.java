package dev.garrison.attacks;

import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.kernels.PairwiseDistances;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.UserException;
import java.util.OptionalInt;

/**
 * The honest mean with one coordinate shifted as far as the rule still selects it: in a vector of
 * length d a distance leaves room for √d deviations at one coordinate.
 *
 * <p>Shapes: h ≥ 1 honest rows, b forged rows of length d, all the same.
 *
 * <p>Formula: {@code μ + γ·e_c}, μ the honest rows' coordinate-wise mean, rounded to float, c the
 * coordinate asked for or that of the greatest standard deviation, the lowest of equal ones. γ ≥ 0
 * is the largest that was found with the defence still using a forged row: from the honest diameter
 * it is doubled while that holds, then the interval is halved, within {@code evaluations} runs of
 * the whole defence, pre-aggregators included.
 *
 * <p>A defence that leaves out no row, such as the coordinate-wise rules, uses every row: γ then is
 * 2^{evaluations − 1} diameters. So does Bulyan in effect: in its last rounds, where one neighbour
 * counts, it selects copies of each other at any distance, and leaves it to its last stage to drop
 * the value. A step that the defence would skip is one at which nothing is used. A defence with
 * memory is not run, since it would remember made-up rows: then γ is the largest with no honest row
 * farther away than the honest diameter.
 *
 * <p>Non-finite honest values propagate: NaN where an honest row has NaN. Where the diameter is
 * zero or not finite, the search starts at 1. The view is not modified. One call at a time; the
 * same bits for every number of threads. Cost: {@code evaluations} times the defence's, and O(h²d).
 *
 * <p>Errors: {@link UserException} if there is no such coordinate.
 *
 * <p>Paper: El Mhamdi, Guerraoui, Rouault 2018, "The Hidden Vulnerability of Distributed Learning
 * in Byzantium".
 */
@Plugin(
    name = "bulyan-attack",
    summary = "the honest mean, one coordinate shifted as far as the rule still selects it",
    paper = "El Mhamdi et al. 2018, The Hidden Vulnerability of Distributed Learning, ICML")
public final class BulyanAttack implements ColludingAttack {
  private final OptionalInt coordinate;
  private final int evaluations;
  private final HonestSpread spread = new HonestSpread();
  private final PairwiseDistances distances = new PairwiseDistances();
  private final HonestProjections projections = new HonestProjections();
  private float[] out = {};

  /**
   * @param coordinate from 0; that of the greatest deviation when empty
   * @param evaluations at least 1
   */
  public BulyanAttack(
      @Arg(
              name = "coordinate",
              min = 0,
              help = "which one is shifted, from 0; unset: that of the greatest deviation")
          OptionalInt coordinate,
      @Arg(
              name = "evaluations",
              value = "20",
              min = 1,
              help = "how often the rule is run at each step, at most")
          int evaluations) {
    this.coordinate = coordinate;
    this.evaluations = evaluations;
  }

  @Override
  public void forge(AdversaryView view, float[][] forged) {
    Proposals honest = view.honest();
    spread.compute(honest);
    distances.compute(honest.rows());
    int c = coordinate.orElseGet(this::widest);
    if (c >= honest.dimension()) {
      throw new UserException(
          "bulyan-attack: needs coordinate < d = " + honest.dimension() + ", got " + c);
    }
    float[] row = forged[0];
    spread.combine(1, 0, row);
    double squaredDiameter = MinMax.squaredDiameter(distances);
    double shift =
        view.defence().mayBeRun()
            ? searched(view, forged, c, Math.sqrt(squaredDiameter))
            : withinDiameter(honest, c, squaredDiameter);
    row[c] = (float) (spread.mean()[c] + shift);
    HonestSpread.copyFirst(forged);
  }

  private int widest() {
    float[] deviation = spread.deviation();
    int widest = 0;
    for (int k = 1; k < deviation.length; k++) {
      widest = deviation[k] > deviation[widest] ? k : widest;
    }
    return widest;
  }

  private double searched(AdversaryView view, float[][] forged, int c, double diameter) {
    float[] row = forged[0];
    if (out.length != row.length) {
      out = new float[row.length];
    }
    Rehearsal rehearsal = new Rehearsal(view, row);
    double start = diameter > 0 && Double.isFinite(diameter) ? diameter : 1;
    return LineSearch.largest(
        shift -> {
          row[c] = (float) (spread.mean()[c] + shift);
          return rehearsal.run(out) && rehearsal.keptForged();
        },
        start,
        evaluations);
  }

  private double withinDiameter(Proposals honest, int c, double squaredDiameter) {
    projections.compute(honest, spread.mean(), spread.deviation());
    double most = Double.POSITIVE_INFINITY;
    for (int i = 0; i < honest.count(); i++) {
      double along = (double) honest.row(i)[c] - spread.mean()[c];
      double room = squaredDiameter - projections.squared(i);
      most = Math.min(most, HonestProjections.largest(1, along, room));
    }
    return most;
  }
}
