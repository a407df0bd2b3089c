package dev.garrison.runner.redteam;

import java.awt.Color;

/**
 * The colour map viridis, from dark blue to yellow: its lightness grows evenly, so colour-blind
 * people and grey printers can read it too (van der Walt and Smith, 2015).
 */
final class Viridis {
  private static final int[] STOPS = {
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
    0xFDE725
  };

  private Viridis() {}

  /**
   * @param share in [0, 1], dark to light
   */
  static Color color(double share) {
    double place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
    int below = Math.min(STOPS.length - 2, (int) place);
    Color from = new Color(STOPS[below]);
    Color to = new Color(STOPS[below + 1]);
    double t = place - below;
    return new Color(
        mix(from.getRed(), to.getRed(), t),
        mix(from.getGreen(), to.getGreen(), t),
        mix(from.getBlue(), to.getBlue(), t));
  }

  /** Black or white, whichever can be read better on a colour. */
  static Color textOn(Color color) {
    return contrast(Color.BLACK, color) >= contrast(Color.WHITE, color) ? Color.BLACK : Color.WHITE;
  }

  /** Contrast ratio in [1, 21], as WCAG 2 defines it. */
  static double contrast(Color a, Color b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int mix(int from, int to, double t) {
    return (int) Math.round(from + t * (to - from));
  }
}
