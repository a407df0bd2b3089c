package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;

/**
 * One curve of a panel. Points whose y is not finite are gaps.
 *
 * @param ink how it looks
 * @param points by increasing x
 */
public record Curve(Ink ink, ImmutableList<Point> points) {
  /**
   * A point and how far values there spread.
   *
   * @param x of the point
   * @param y of the point
   * @param low least value there, y if there is one only
   * @param high greatest value there, y if there is one only
   */
  public record Point(double x, double y, double low, double high) {
    /** One value. */
    public Point(double x, double y) {
      this(x, y, y, y);
    }

    boolean isFinite() {
      return Double.isFinite(y) && Double.isFinite(low) && Double.isFinite(high);
    }
  }

  /** Whether there is anything to see. */
  boolean isEmpty() {
    return points.stream().noneMatch(Point::isFinite);
  }

  /** Whether values spread anywhere. */
  boolean hasBand() {
    return points.stream().anyMatch(point -> point.isFinite() && point.low() < point.high());
  }
}
