package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * What an axis covers. Immutable.
 *
 * @param least value at its beginning
 * @param greatest value at its end, above {@code least}
 * @param logarithmic whether equal factors are equally long; then {@code least} is above 0
 */
public record Scale(double least, double greatest, boolean logarithmic) {
  /** Beyond this ratio a linear axis would show nothing of the small values. */
  private static final double WIDE = 100;

  /** Share of the values' range that is left free at either end. */
  private static final double MARGIN = 0.04;

  /** From 0 to the greatest of values. */
  public static Scale upTo(DoubleStream values) {
    double greatest = finite(values).getMax();
    return new Scale(0, greatest > 0 && Double.isFinite(greatest) ? greatest : 1, false);
  }

  /**
   * With some room around values, none of which is cut off.
   *
   * @param floor the axis does not go below, though values may
   * @param ceiling the axis does not go above, though values may
   */
  public static Scale around(DoubleStream values, double floor, double ceiling) {
    DoubleSummaryStatistics all = finite(values);
    if (all.getCount() == 0) {
      return new Scale(0, 1, false);
    }
    double least = all.getMin();
    double greatest = spread(all);
    if (least > 0 && greatest / least > WIDE) {
      return new Scale(
          Math.pow(10, Math.floor(Math.log10(least))),
          Math.pow(10, Math.ceil(Math.log10(greatest))),
          true);
    }
    double room = MARGIN * (greatest - least);
    return new Scale(
        Math.min(least, Math.max(floor, least - room)),
        Math.max(greatest, Math.min(ceiling, greatest + room)),
        false);
  }

  private static DoubleSummaryStatistics finite(DoubleStream values) {
    return values.filter(Double::isFinite).summaryStatistics();
  }

  /** The greatest value, or something above the least if all are the same. */
  private static double spread(DoubleSummaryStatistics all) {
    return all.getMax() > all.getMin()
        ? all.getMax()
        : all.getMin() + Math.max(1e-3, Math.abs(all.getMin()) / 10);
  }

  /** Where a value is, 0 at the beginning of the axis and 1 at its end. */
  double position(double value) {
    return logarithmic
        ? Math.log(value / least) / Math.log(greatest / least)
        : (value - least) / (greatest - least);
  }

  /**
   * Round values to write at the axis, within it, by increasing value.
   *
   * @param most about how many
   */
  ImmutableList<Double> ticks(int most) {
    ImmutableList.Builder<Double> ticks = ImmutableList.builder();
    if (logarithmic) {
      int first = (int) Math.round(Math.log10(least));
      int last = (int) Math.round(Math.log10(greatest));
      int step = Math.max(1, (last - first + most - 1) / most);
      for (int power = first; power <= last; power += step) {
        ticks.add(Math.pow(10, power));
      }
      return ticks.build();
    }
    double step = step((greatest - least) / most);
    // Counted, so that errors do not add up
    for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= greatest + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks.build();
  }

  /** 1, 2 or 5 times a power of ten, at least as large. */
  private static double step(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= wanted * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** A tick as text. */
  static String text(double tick) {
    if (tick == 0) {
      return "0";
    }
    BigDecimal value = new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros();
    int power = value.precision() - value.scale() - 1;
    return power >= -4 && power < 6
        ? value.toPlainString()
        : value.movePointLeft(power).toPlainString() + "e" + power;
  }
}
