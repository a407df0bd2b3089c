package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Final accuracy in percent as a picture: a row per attack, a column per seed, and their mean. The
 * chart library's heat map writes black on any colour and has no place for a column apart.
 */
final class HeatMap {
  private static final int MARGIN = 20;
  private static final int ROW = 26;
  private static final int LEAST_CELL = 52;
  private static final int MOST_CELL = 100;
  private static final int GAP = 12;
  private static final int LEAST_WIDTH = 560;
  private static final int HEAD = 106;
  private static final int FOOT = 84;
  private static final int SCALE_WIDTH = 240;
  private static final int SCALE_HEIGHT = 14;
  private static final int PERCENT = 100;
  private static final Color NOT_DONE = new Color(0xE0E0E0);
  private static final Color GREY = new Color(0x555555);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font BOLD = PLAIN.deriveFont(Font.BOLD);
  private static final Font SMALL = PLAIN.deriveFont(12f);
  private static final Font TITLE = PLAIN.deriveFont(Font.BOLD, 17f);

  private final List<Row> rows;
  private final List<Long> seeds;
  private final String defence;
  private final boolean mean;
  private final int names;
  private final int cell;

  private HeatMap(List<Row> rows, List<Long> seeds, String defence, Graphics2D measuring) {
    this.rows = rows;
    this.seeds = seeds;
    this.defence = defence;
    this.mean = seeds.size() > 1;
    this.names = widest(measuring.getFontMetrics(BOLD), rows.stream().map(Row::attack));
    int heads =
        widest(
            measuring.getFontMetrics(BOLD),
            Stream.concat(Stream.of("mean"), seeds.stream().map(String::valueOf)));
    // A few columns may be wide
    int room = (LEAST_WIDTH - 2 * MARGIN - names - 2 * GAP) / (seeds.size() + (mean ? 1 : 0));
    this.cell = Math.max(Math.max(LEAST_CELL, heads + GAP), Math.min(MOST_CELL, room));
  }

  /**
   * @param rows at least one
   * @param seeds those asked for; a trial that is not there is grey
   * @param defence what was attacked, in a few words
   */
  static byte[] png(List<Row> rows, ImmutableList<Long> seeds, String defence) throws IOException {
    BufferedImage small = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    Graphics2D measuring = small.createGraphics();
    HeatMap map = new HeatMap(rows, seeds, defence, measuring);
    measuring.dispose();
    BufferedImage image = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    map.draw(graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private int width() {
    return Math.max(LEAST_WIDTH, x(seeds.size()) + (mean ? cell : -GAP) + MARGIN);
  }

  private int height() {
    return HEAD + ROW * rows.size() + FOOT;
  }

  /** The left end of a column; the one behind all seeds is the mean's, a bit apart. */
  private int x(int column) {
    return MARGIN + names + GAP + cell * column + (column == seeds.size() ? GAP : 0);
  }

  private void draw(Graphics2D g) {
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width(), height());
    text(g, TITLE, Color.BLACK, "Final accuracy (%)", MARGIN, 34);
    text(g, SMALL, GREY, cut(g.getFontMetrics(SMALL), defence), MARGIN, 54);
    text(g, SMALL, GREY, "attack", MARGIN, HEAD - 8);
    text(g, SMALL, GREY, "seed", x(0), HEAD - 24);
    for (int s = 0; s < seeds.size(); s++) {
      centred(g, PLAIN, Color.BLACK, seeds.get(s).toString(), x(s), HEAD - 8);
    }
    if (mean) {
      centred(g, BOLD, Color.BLACK, "mean", x(seeds.size()), HEAD - 8);
    }
    for (int r = 0; r < rows.size(); r++) {
      row(g, rows.get(r), HEAD + ROW * r);
    }
    scale(g, HEAD + ROW * rows.size() + GAP);
  }

  private void row(Graphics2D g, Row row, int y) {
    int start = MARGIN + names - g.getFontMetrics(PLAIN).stringWidth(row.attack());
    text(g, PLAIN, Color.BLACK, row.attack(), start, y + 18);
    for (int s = 0; s < seeds.size(); s++) {
      long seed = seeds.get(s);
      Optional<Trial> trial = row.trials().stream().filter(t -> t.key().seed() == seed).findAny();
      if (trial.isEmpty()) {
        cell(g, PLAIN, NOT_DONE, "–", x(s), y);
      } else if (trial.get().diverged()) {
        cell(g, PLAIN, Viridis.color(0), "div.", x(s), y);
      } else {
        accuracy(g, PLAIN, trial.get().last(), x(s), y);
      }
    }
    if (mean) {
      accuracy(g, BOLD, row.mean(), x(seeds.size()), y);
    }
  }

  private void accuracy(Graphics2D g, Font font, double value, int x, int y) {
    cell(g, font, Viridis.color(value), Long.toString(Math.round(PERCENT * value)), x, y);
  }

  private void cell(Graphics2D g, Font font, Color color, String text, int x, int y) {
    g.setColor(color);
    g.fillRect(x, y, cell - 1, ROW - 1);
    centred(g, font, Viridis.textOn(color), text, x, y + 18);
  }

  private void scale(Graphics2D g, int y) {
    for (int i = 0; i < SCALE_WIDTH; i++) {
      g.setColor(Viridis.color(i / (SCALE_WIDTH - 1.0)));
      g.fillRect(MARGIN + i, y, 1, SCALE_HEIGHT);
    }
    FontMetrics metrics = g.getFontMetrics(SMALL);
    for (int percent = 0; percent <= PERCENT; percent += 25) {
      String label = Integer.toString(percent);
      int middle = MARGIN + SCALE_WIDTH * percent / PERCENT;
      int left = percent == 0 ? MARGIN : middle - metrics.stringWidth(label) / 2;
      text(g, SMALL, GREY, label, left, y + SCALE_HEIGHT + 15);
    }
    String legend = "div.: the run diverged and counts as 0   –: not done";
    text(g, SMALL, GREY, legend, MARGIN, y + SCALE_HEIGHT + 38);
  }

  private void centred(Graphics2D g, Font font, Color color, String text, int x, int y) {
    text(g, font, color, text, x + (cell - g.getFontMetrics(font).stringWidth(text)) / 2, y);
  }

  private static void text(Graphics2D g, Font font, Color color, String text, int x, int y) {
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, x, y);
  }

  private String cut(FontMetrics metrics, String text) {
    int room = width() - 2 * MARGIN;
    String shown = text;
    for (int length = text.length(); metrics.stringWidth(shown) > room; length--) {
      shown = text.substring(0, length) + "…";
    }
    return shown;
  }

  private static int widest(FontMetrics metrics, Stream<String> texts) {
    return texts.mapToInt(metrics::stringWidth).max().orElse(0);
  }
}
