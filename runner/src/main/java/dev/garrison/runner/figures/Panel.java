package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One chart of a figure.
 *
 * @param title above it; may be empty
 * @param xLabel quantity and unit
 * @param yLabel quantity and unit
 * @param x what its x axis covers
 * @param y what its y axis covers
 * @param curves drawn in their order
 */
public record Panel(
    String title, String xLabel, String yLabel, Scale x, Scale y, ImmutableList<Curve> curves) {
  private static final int GRID = 0xDDDDDD;
  private static final int AXIS = 0x444444;
  private static final int TICK_SIZE = 12;
  private static final int LABEL_SIZE = 13;
  private static final int TITLE_SIZE = 15;
  private static final int TICK = 5;
  private static final int GAP = 8;
  private static final double CURVE_WIDTH = 2;
  private static final double MARKER_RADIUS = 3.6;
  private static final double BAND_OPACITY = 0.18;
  private static final int MARKERS = 8;
  private static final int PIXELS_PER_X_TICK = 60;
  private static final int PIXELS_PER_Y_TICK = 42;

  /** Width of the widest number at the y axis of a panel that high. */
  double widestTick(double height) {
    return yTicks(height).stream()
        .mapToDouble(tick -> Letters.width(Scale.text(tick), TICK_SIZE, false))
        .max()
        .orElse(0);
  }

  private ImmutableList<Double> yTicks(double height) {
    return y.ticks((int) (height / PIXELS_PER_Y_TICK));
  }

  /**
   * Draws into a rectangle, labels included.
   *
   * @param widest room for the numbers at the y axis
   */
  void draw(Canvas canvas, double left, double top, double width, double height, double widest) {
    double above = title.isEmpty() ? GAP : TITLE_SIZE + 2 * GAP;
    double below = TICK + TICK_SIZE + LABEL_SIZE + 3 * GAP;
    double beside = LABEL_SIZE + 2 * GAP + widest + TICK;
    Box box = new Box(left + beside, top + above, width - beside - 3 * GAP, height - above - below);

    canvas.text(
        title, box.left + box.width / 2, top + TITLE_SIZE, TITLE_SIZE, true, middle(), false);
    for (double tick : yTicks(height)) {
      double at = box.y(tick);
      canvas.line(points(box.left, at, box.left + box.width, at), GRID, 1, List.of());
      canvas.text(
          Scale.text(tick),
          box.left - TICK - 2,
          at + TICK_SIZE * 0.36,
          TICK_SIZE,
          false,
          Canvas.Anchor.END,
          false);
    }
    for (double tick : x.ticks((int) (box.width / PIXELS_PER_X_TICK))) {
      double at = box.x(tick);
      canvas.line(points(at, box.bottom(), at, box.bottom() + TICK), AXIS, 1, List.of());
      canvas.text(
          Scale.text(tick),
          at,
          box.bottom() + TICK + TICK_SIZE + 2,
          TICK_SIZE,
          false,
          middle(),
          false);
    }
    canvas.text(
        xLabel,
        box.left + box.width / 2,
        box.bottom() + TICK + TICK_SIZE + LABEL_SIZE + GAP + 2,
        LABEL_SIZE,
        false,
        middle(),
        false);
    canvas.text(
        yLabel, left + LABEL_SIZE, box.top + box.height / 2, LABEL_SIZE, false, middle(), true);
    // Room for markers at the borders
    double room = 2 * MARKER_RADIUS;
    canvas.clip(box.left - room, box.top - room, box.width + 2 * room, box.height + 2 * room);
    curves.forEach(curve -> band(canvas, box, curve));
    for (int i = 0; i < curves.size(); i++) {
      curve(canvas, box, curves.get(i), (i + 0.5) / curves.size());
    }
    canvas.unclip();
    canvas.line(
        List.of(
            new double[] {box.left, box.top},
            new double[] {box.left, box.bottom()},
            new double[] {box.left + box.width, box.bottom()}),
        AXIS,
        1,
        List.of());
  }

  private static Canvas.Anchor middle() {
    return Canvas.Anchor.MIDDLE;
  }

  /** The part within the axes. */
  private final class Box {
    final double left;
    final double top;
    final double width;
    final double height;

    Box(double left, double top, double width, double height) {
      this.left = left;
      this.top = top;
      this.width = width;
      this.height = height;
    }

    double bottom() {
      return top + height;
    }

    double x(double value) {
      return left + width * x.position(value);
    }

    double y(double value) {
      return bottom() - height * y.position(value);
    }
  }

  private static void band(Canvas canvas, Box box, Curve curve) {
    if (!curve.hasBand()) {
      return;
    }
    for (List<Curve.Point> piece : pieces(curve)) {
      List<double[]> outline = new ArrayList<>();
      piece.forEach(point -> outline.add(new double[] {box.x(point.x()), box.y(point.high())}));
      Collections.reverse(outline);
      piece.forEach(point -> outline.add(new double[] {box.x(point.x()), box.y(point.low())}));
      canvas.area(outline, curve.ink().rgb(), BAND_OPACITY);
    }
  }

  /**
   * @param phase in (0, 1), shifts the markers, so that those of different curves do not hide each
   *     other
   */
  private static void curve(Canvas canvas, Box box, Curve curve, double phase) {
    for (List<Curve.Point> piece : pieces(curve)) {
      List<double[]> line = new ArrayList<>();
      piece.forEach(point -> line.add(new double[] {box.x(point.x()), box.y(point.y())}));
      if (line.size() > 1) {
        canvas.line(line, curve.ink().rgb(), CURVE_WIDTH, curve.ink().dash());
      }
      double every = Math.max(1, line.size() / (double) MARKERS);
      for (double at = every == 1 ? 0 : phase * every; at < line.size(); at += every) {
        double[] point = line.get((int) at);
        marker(canvas, curve.ink(), point[0], point[1]);
      }
    }
  }

  /** Stretches without a gap. */
  private static List<List<Curve.Point>> pieces(Curve curve) {
    List<List<Curve.Point>> pieces = new ArrayList<>();
    boolean open = false;
    for (Curve.Point point : curve.points()) {
      if (point.isFinite()) {
        if (!open) {
          pieces.add(new ArrayList<>());
        }
        pieces.get(pieces.size() - 1).add(point);
      }
      open = point.isFinite();
    }
    return pieces;
  }

  /** A marker, its middle at a point. */
  static void marker(Canvas canvas, Ink ink, double x, double y) {
    for (double[] stroke : ink.marker().strokes()) {
      canvas.line(
          points(
              x + MARKER_RADIUS * stroke[0],
              y + MARKER_RADIUS * stroke[1],
              x + MARKER_RADIUS * stroke[2],
              y + MARKER_RADIUS * stroke[3]),
          ink.rgb(),
          CURVE_WIDTH,
          List.of());
    }
    if (!ink.marker().corners().isEmpty()) {
      canvas.area(
          ink.marker().corners().stream()
              .map(at -> new double[] {x + MARKER_RADIUS * at[0], y + MARKER_RADIUS * at[1]})
              .toList(),
          ink.rgb(),
          1);
    }
  }

  static List<double[]> points(double x1, double y1, double x2, double y2) {
    return List.of(new double[] {x1, y1}, new double[] {x2, y2});
  }
}
