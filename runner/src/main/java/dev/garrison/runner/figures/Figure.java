package dev.garrison.runner.figures;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;

/**
 * A grid of panels with one legend below. Immutable.
 *
 * @param title above all; may be empty
 * @param rows of panels, all of one length, at least one
 * @param legend what the curves are; may be empty
 * @param note lines below the legend; may be empty
 */
public record Figure(
    String title,
    ImmutableList<ImmutableList<Panel>> rows,
    ImmutableList<Entry> legend,
    String note) {
  private static final int PANEL_WIDTH = 400;
  private static final int PANEL_HEIGHT = 290;
  private static final int LONE_WIDTH = 640;
  private static final int LONE_HEIGHT = 380;
  private static final int MARGIN = 14;
  private static final int TITLE_SIZE = 16;
  private static final int TITLE_ROOM = 34;
  private static final int ENTRY_SIZE = 13;
  private static final int ENTRY_ROOM = 24;
  private static final int SAMPLE = 40;
  private static final int BETWEEN = 26;

  /**
   * A line of the legend.
   *
   * @param ink of the curves
   * @param text what they are
   */
  public record Entry(Ink ink, String text) {
    double width() {
      return SAMPLE + MARGIN / 2.0 + Letters.width(text, ENTRY_SIZE, false);
    }
  }

  /** Checks the grid. */
  public Figure {
    if (rows.isEmpty()
        || rows.get(0).isEmpty()
        || rows.stream().anyMatch(row -> row.size() != rows.get(0).size())) {
      throw new IllegalArgumentException("rows: expected a full grid of at least one panel");
    }
  }

  /** As the content of a PNG file. */
  byte[] png() {
    Canvas canvas = new PngCanvas(width(), height());
    draw(canvas);
    return canvas.bytes();
  }

  /** As the content of an SVG file. */
  byte[] svg() {
    Canvas canvas = new SvgCanvas(width(), height());
    draw(canvas);
    return canvas.bytes();
  }

  private boolean isLone() {
    return rows.get(0).size() == 1;
  }

  private int panelWidth() {
    return isLone() ? LONE_WIDTH : PANEL_WIDTH;
  }

  private int panelHeight() {
    return isLone() ? LONE_HEIGHT : PANEL_HEIGHT;
  }

  private int width() {
    int grid = 2 * MARGIN + rows.get(0).size() * panelWidth();
    double least =
        Math.max(
            title.isEmpty() ? 0 : Letters.width(title, TITLE_SIZE, true),
            Math.max(noteWidth(), entryWidth()));
    return Math.max(grid, (int) Math.ceil(least) + 2 * MARGIN);
  }

  private double noteWidth() {
    return note.lines().mapToDouble(line -> Letters.width(line, ENTRY_SIZE, false)).max().orElse(0);
  }

  private int height() {
    int lines = lines().size() + (int) note.lines().count();
    return top() + rows.size() * panelHeight() + lines * ENTRY_ROOM + 2 * MARGIN;
  }

  private int top() {
    return MARGIN + (title.isEmpty() ? 0 : TITLE_ROOM);
  }

  /** Room for an entry of the legend: the same for all, so that those of several lines align. */
  private double entryWidth() {
    return legend.stream().mapToDouble(Entry::width).max().orElse(0);
  }

  /** The legend, broken into lines that fit. */
  private List<List<Entry>> lines() {
    int most = (int) Math.max(1, (width() - 2 * MARGIN + BETWEEN) / (entryWidth() + BETWEEN));
    return Lists.partition(legend, most);
  }

  private void draw(Canvas canvas) {
    if (!title.isEmpty()) {
      canvas.text(
          title, width() / 2.0, MARGIN + TITLE_SIZE, TITLE_SIZE, true, Canvas.Anchor.MIDDLE, false);
    }
    // The same everywhere, so that the axes of a column stand above each other
    double widest =
        rows.stream()
            .flatMap(List::stream)
            .mapToDouble(panel -> panel.widestTick(panelHeight()))
            .max()
            .orElse(0);
    double left = (width() - rows.get(0).size() * panelWidth()) / 2.0;
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        rows.get(row)
            .get(column)
            .draw(
                canvas,
                left + column * panelWidth(),
                top() + row * panelHeight(),
                panelWidth(),
                panelHeight(),
                widest);
      }
    }
    double y = top() + rows.size() * panelHeight() + MARGIN + ENTRY_SIZE / 2.0;
    for (List<Entry> line : lines()) {
      draw(canvas, line, y);
      y += ENTRY_ROOM;
    }
    for (String line : note.lines().toList()) {
      double base = y + ENTRY_SIZE * 0.36;
      canvas.text(line, width() / 2.0, base, ENTRY_SIZE, false, Canvas.Anchor.MIDDLE, false);
      y += ENTRY_ROOM;
    }
  }

  private void draw(Canvas canvas, List<Entry> line, double y) {
    int longest = lines().get(0).size();
    double x = (width() - longest * entryWidth() - (longest - 1) * (double) BETWEEN) / 2;
    for (Entry entry : line) {
      canvas.line(Panel.points(x, y, x + SAMPLE, y), entry.ink().rgb(), 2, entry.ink().dash());
      Panel.marker(canvas, entry.ink(), x + SAMPLE / 2.0, y);
      canvas.text(
          entry.text(),
          x + SAMPLE + MARGIN / 2.0,
          y + ENTRY_SIZE * 0.36,
          ENTRY_SIZE,
          false,
          Canvas.Anchor.START,
          false);
      x += entryWidth() + BETWEEN;
    }
  }
}
