package dev.garrison.runner.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.xml.XmlEscapers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws an SVG file, with texts as texts. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder();
  private int clips;
  private boolean clipped;

  SvgCanvas(int width, int height) {
    add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="Helvetica, Arial, DejaVu Sans, sans-serif">
        <rect width="%d" height="%d" fill="#FFFFFF"/>
        """,
        width, height, width, height, width, height);
  }

  @Override
  public void line(List<double[]> xy, int rgb, double width, List<Double> dash) {
    String dashes =
        dash.isEmpty()
            ? ""
            : " stroke-dasharray=\"%s\""
                .formatted(dash.stream().map(SvgCanvas::text).collect(Collectors.joining(" ")));
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06X\" stroke-width=\"%s\""
            + " stroke-linejoin=\"round\"%s/>\n",
        points(xy), rgb, text(width), dashes);
  }

  @Override
  public void area(List<double[]> xy, int rgb, double opacity) {
    add(
        "<polygon points=\"%s\" fill=\"#%06X\" fill-opacity=\"%s\"/>\n",
        points(xy), rgb, text(opacity));
  }

  @Override
  public void text(
      String text, double x, double y, int size, boolean bold, Anchor anchor, boolean upwards) {
    add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\"%s text-anchor=\"%s\"%s>%s</text>\n",
        text(x),
        text(y),
        size,
        bold ? " font-weight=\"bold\"" : "",
        anchor.name().toLowerCase(Locale.ROOT),
        upwards ? " transform=\"rotate(-90 %s %s)\"".formatted(text(x), text(y)) : "",
        XmlEscapers.xmlContentEscaper().escape(text));
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    unclip();
    clips++;
    clipped = true;
    add(
        "<clipPath id=\"c%d\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n"
            + "<g clip-path=\"url(#c%d)\">\n",
        clips, text(x), text(y), text(width), text(height), clips);
  }

  @Override
  public void unclip() {
    if (clipped) {
      svg.append("</g>\n");
      clipped = false;
    }
  }

  @Override
  public byte[] bytes() {
    unclip();
    return (svg + "</svg>\n").getBytes(UTF_8);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String points(List<double[]> xy) {
    return xy.stream()
        .map(point -> text(point[0]) + "," + text(point[1]))
        .collect(Collectors.joining(" "));
  }

  /** With at most two decimals. */
  private static String text(double value) {
    double rounded = Math.round(100 * value) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
