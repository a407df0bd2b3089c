package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;

/**
 * How a curve looks. Curves of one chart differ in all three, so that they are told apart in print
 * without colours, and by colour-blind people (Okabe and Ito's palette, without its yellow, which
 * is too pale on paper).
 *
 * @param rgb colour, 0xRRGGBB
 * @param dash lengths of dashes and gaps in pixels; empty for a line without gaps
 * @param marker drawn here and there on the curve
 */
public record Ink(int rgb, ImmutableList<Double> dash, Marker marker) {
  private static final ImmutableList<Integer> COLOURS =
      ImmutableList.of(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000);

  private static final ImmutableList<ImmutableList<Double>> DASHES =
      ImmutableList.of(
          ImmutableList.of(),
          ImmutableList.of(9.0, 4.0),
          ImmutableList.of(2.0, 3.0),
          ImmutableList.of(9.0, 3.0, 2.0, 3.0),
          ImmutableList.of(5.0, 2.0),
          ImmutableList.of(14.0, 3.0),
          ImmutableList.of(4.0, 2.0, 1.0, 2.0, 1.0, 2.0));

  /**
   * The look of a curve. The first six differ in everything; the first seven in colour and dashes;
   * no two of the first forty-nine in nothing.
   *
   * @param index of the curve, from 0
   */
  public static Ink of(int index) {
    int round = index / COLOURS.size();
    return new Ink(
        COLOURS.get(index % COLOURS.size()),
        DASHES.get((index + round) % DASHES.size()),
        Marker.values()[(index + round) % Marker.values().length]);
  }
}
