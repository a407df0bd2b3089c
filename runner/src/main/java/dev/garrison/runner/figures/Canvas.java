package dev.garrison.runner.figures;

import java.util.List;

/** A picture to draw on, in pixels from the upper left corner. One thread. */
interface Canvas {
  /** Where a text stands relative to its point. */
  enum Anchor {
    /** The text begins there. */
    START,
    /** Its middle is there. */
    MIDDLE,
    /** It ends there. */
    END
  }

  /**
   * A line through points.
   *
   * @param xy x and y of each, at least one point
   * @param dash lengths of dashes and gaps; empty for none
   */
  void line(List<double[]> xy, int rgb, double width, List<Double> dash);

  /**
   * A filled polygon without an outline.
   *
   * @param opacity from 0 to 1
   */
  void area(List<double[]> xy, int rgb, double opacity);

  /**
   * A text on one line, its baseline at y.
   *
   * @param bold whether it stands out
   * @param upwards whether it is read from below
   */
  void text(
      String text, double x, double y, int size, boolean bold, Anchor anchor, boolean upwards);

  /** What is drawn from now on shows in this rectangle only; until {@link #unclip}. */
  void clip(double x, double y, double width, double height);

  /** Everything shows again. */
  void unclip();

  /** The picture as a file's content. */
  byte[] bytes();
}
