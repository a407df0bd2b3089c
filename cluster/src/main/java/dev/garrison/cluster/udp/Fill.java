package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;

/** What stands for coordinates that did not come. */
public enum Fill {
  /**
   * Not a number: rules that look at each coordinate leave these out, as one of the f. A sign does
   * not vote.
   */
  NAN,
  /** Zero; a sign does not vote. */
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
  void apply(Payload row, int from, int to, Payload previous) {
    if (this == PREVIOUS && previous != null) {
      row.copy(previous, from, to);
    } else if (this == NAN) {
      row.lose(from, to);
    } else {
      row.zero(from, to);
    }
  }
}
