package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.ReferenceProducts;
import dev.garrison.aggregators.kernels.WeightedSums;
import dev.garrison.core.Plugin;

/**
 * Trust by direction: the mean of the rows scaled to the norm of the server's own gradient, each
 * weighted by how far it points the same way.
 *
 * <p>Shapes: n rows of length d and the server's own gradient g₀ in, one out. Formula: t_i = max(0,
 * cos(g₀, x_i)); Σ t_i · x_i ‖g₀‖/‖x_i‖ ÷ Σ t_i. The length of a row does not matter, and the
 * output is no longer than g₀.
 *
 * <p>Requirement: one usable row, and whoever provides g₀ ({@link TrustedGradient}) is honest. How
 * many workers are not does not enter: f is not used, and a Byzantine row on g₀'s side counts as an
 * honest one does. Ties do not matter. Rows with a non-finite entry are excluded; norms and
 * products do not overflow. Rows of zeros have no direction and no weight. Rows of weight 0 are
 * excluded; where all are, and where g₀ is zero, the output is zero: no update. Where ‖g₀‖ exceeds
 * half of the greatest float, rows are scaled to that, so that no coordinate overflows.
 *
 * <p>Inputs are not modified; parallel over blocks of columns, one call at a time; one vector is
 * kept. Cost: 8·n·d operations in double and 2·n·d in float, two readings of n·d floats.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if no finite row came; {@link
 * IllegalArgumentException} if {@code out} does not fit or is a row; {@link IllegalStateException}
 * if g₀ is not finite: no worker sent that, so it is no step to skip; the model diverged.
 *
 * <p>Paper: Cao, Fang, Liu, Gong, FLTrust: Byzantine-Robust Federated Learning via Trust
 * Bootstrapping, NDSS 2021.
 */
@Plugin(
    name = "fltrust",
    summary = "mean of the rows, scaled and weighted by the server's own gradient",
    paper = "Cao et al. 2021, FLTrust: Byzantine-Robust Federated Learning, NDSS")
public final class Fltrust implements Aggregator {
  private static final double LONGEST = Float.MAX_VALUE / 2;

  private final FiniteRows rows;
  private final ReferenceProducts products = new ReferenceProducts();
  private final TrustedGradient trusted;
  private float[] reference = {};

  /**
   * @param cohort any
   * @param trusted the server's own gradient
   */
  public Fltrust(Cohort cohort, TrustedGradient trusted) {
    this.rows = new FiniteRows(Fltrust.class, cohort);
    this.trusted = trusted;
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    if (reference.length != out.length) {
      reference = new float[out.length];
    }
    trusted.compute(proposals.step(), reference);
    products.compute(proposals.rows(), reference);
    double length = Math.sqrt(products.squaredReference());
    if (!Double.isFinite(length)) {
      throw new IllegalStateException(
          "fltrust: the server's own gradient of step " + proposals.step() + " is not finite");
    }
    rows.select(proposals, i -> Double.isFinite(products.squared(i)));
    WeightedSums.sum(weights(length), rows.all(), out);
  }

  private double[] weights(double length) {
    double[] trust = new double[rows.count()];
    double total = 0;
    for (int i = 0; i < trust.length; i++) {
      double lengths = length * norm(i);
      double cosine = lengths == 0 ? 0 : products.product(rows.index(i)) / lengths;
      trust[i] = Math.max(0, cosine);
      total += trust[i];
    }
    double[] weights = new double[trust.length];
    for (int i = 0; i < weights.length; i++) {
      if (trust[i] > 0) {
        weights[i] = trust[i] / total * (Math.min(length, LONGEST) / norm(i));
      } else {
        rows.exclude(i);
      }
    }
    return weights;
  }

  private double norm(int i) {
    return Math.sqrt(products.squared(rows.index(i)));
  }
}
