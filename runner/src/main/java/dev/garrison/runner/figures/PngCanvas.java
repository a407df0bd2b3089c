package dev.garrison.runner.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws a PNG file, with twice as many pixels each way as the picture has. */
final class PngCanvas implements Canvas {
  private static final int SCALE = 2;
  private static final float ROUND = 10f;

  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(int width, int height) {
    image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
  }

  @Override
  public void line(List<double[]> xy, int rgb, double width, List<Double> dash) {
    float[] lengths = new float[dash.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = dash.get(i).floatValue();
    }
    graphics.setColor(new Color(rgb));
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            ROUND,
            lengths.length == 0 ? null : lengths,
            0));
    graphics.draw(path(xy));
  }

  @Override
  public void area(List<double[]> xy, int rgb, double opacity) {
    Color color = new Color(rgb);
    graphics.setColor(
        new Color(
            color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity)));
    Path2D path = path(xy);
    path.closePath();
    graphics.fill(path);
  }

  private static Path2D path(List<double[]> xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy.get(0)[0], xy.get(0)[1]);
    for (double[] point : xy.subList(1, xy.size())) {
      path.lineTo(point[0], point[1]);
    }
    return path;
  }

  @Override
  public void text(
      String text, double x, double y, int size, boolean bold, Anchor anchor, boolean upwards) {
    AffineTransform before = graphics.getTransform();
    graphics.setColor(Color.BLACK);
    graphics.setFont(Letters.font(size, bold));
    graphics.translate(x, y);
    if (upwards) {
      graphics.rotate(-Math.PI / 2);
    }
    double width = Letters.width(text, size, bold);
    double left =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    graphics.drawString(text, (float) left, 0);
    graphics.setTransform(before);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    graphics.setClip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void unclip() {
    graphics.setClip(null);
  }

  @Override
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
