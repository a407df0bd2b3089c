package dev.garrison.runner.figures;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Fonts, and how wide texts are. Needs a Java with fonts. */
final class Letters {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private Letters() {}

  static Font font(int size, boolean bold) {
    return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
  }

  /** Width of a text in pixels. */
  static double width(String text, int size, boolean bold) {
    return font(size, bold).getStringBounds(text, CONTEXT).getWidth();
  }
}
