package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;

/** A sign on a curve. */
public enum Marker {
  /** ● */
  CIRCLE,
  /** ■ */
  SQUARE,
  /** ▲ */
  TRIANGLE,
  /** ◆ */
  DIAMOND,
  /** × */
  CROSS,
  /** + */
  PLUS;

  /** Strokes of the open ones, {x1, y1, x2, y2} in units of the radius; empty for filled ones. */
  ImmutableList<double[]> strokes() {
    return switch (this) {
      case CROSS -> ImmutableList.of(new double[] {-1, -1, 1, 1}, new double[] {-1, 1, 1, -1});
      case PLUS -> ImmutableList.of(new double[] {-1.3, 0, 1.3, 0}, new double[] {0, -1.3, 0, 1.3});
      default -> ImmutableList.of();
    };
  }

  /** Corners of the filled ones, {x, y} in units of the radius. */
  ImmutableList<double[]> corners() {
    return switch (this) {
      case CIRCLE -> circle();
      case SQUARE -> corners(-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9);
      case TRIANGLE -> corners(0, -1.2, 1.1, 0.8, -1.1, 0.8);
      case DIAMOND -> corners(0, -1.3, 1.1, 0, 0, 1.3, -1.1, 0);
      case CROSS, PLUS -> ImmutableList.of();
    };
  }

  private static ImmutableList<double[]> corners(double... xy) {
    ImmutableList.Builder<double[]> corners = ImmutableList.builder();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new double[] {xy[i], xy[i + 1]});
    }
    return corners.build();
  }

  private static ImmutableList<double[]> circle() {
    int sides = 20;
    ImmutableList.Builder<double[]> corners = ImmutableList.builder();
    for (int i = 0; i < sides; i++) {
      double angle = 2 * Math.PI * i / sides;
      corners.add(new double[] {Math.cos(angle), Math.sin(angle)});
    }
    return corners.build();
  }
}
