package dev.garrison.cluster.udp;

import java.util.Arrays;

/** What stands for coordinates that did not come. */
public enum Fill {
  /** Not a number: rules that look at each coordinate leave these out, as one of the f. */
  NAN,
  /** Zero. */
  ZERO,
  /** What the same worker's row had there the last time; zero before the first. */
  PREVIOUS;

  /**
   * Fills a gap.
   *
   * @param row where the gap is
   * @param from first coordinate
   * @param to behind the last coordinate
   * @param previous the worker's last row, may be {@code row} itself; null before the first. Only
   *     PREVIOUS looks at it
   */
  void apply(float[] row, int from, int to, float[] previous) {
    if (this == PREVIOUS && previous != null) {
      System.arraycopy(previous, from, row, from, to - from);
    } else {
      Arrays.fill(row, from, to, this == NAN ? Float.NaN : 0);
    }
  }
}
