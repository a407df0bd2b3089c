package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final Color NOT_DONE = new Color(0xE0E0E0);

  private static BufferedImage image(List<Row> rows, ImmutableList<Long> seeds) throws IOException {
    byte[] png = HeatMap.png(rows, seeds, "median, n = 11, f = 2 ".repeat(20));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static long pixels(BufferedImage image, Color color) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void cellsHaveTheColourOfTheirAccuracy() throws IOException {
    List<Row> rows =
        Row.of(
            List.of("a", "b"),
            List.of(Trials.of("a", 1, 0.2), Trials.of("a", 2, 0.4), Trials.of("b", 1, 0.9)));
    BufferedImage image = image(rows, ImmutableList.of(1L, 2L));
    long cell = pixels(image, Viridis.color(0.2));
    assertTrue(cell > 1000, "pixels of a cell: " + cell);
    // Some pixels of each are text, and the scale below has each colour too.
    assertEquals(cell, pixels(image, Viridis.color(0.4)), 0.2 * cell);
    assertEquals(cell, pixels(image, Viridis.color(0.3)), 0.2 * cell, "a's mean");
    assertEquals(2 * cell, pixels(image, Viridis.color(0.9)), 0.4 * cell, "b and its mean");
    assertEquals(cell, pixels(image, NOT_DONE), 0.2 * cell, "b's second seed");
  }

  @Test
  void oneSeedHasNoMean() throws IOException {
    BufferedImage image =
        image(Row.of(List.of("a"), List.of(Trials.of("a", 1, 0.2))), ImmutableList.of(1L));
    long cell = pixels(image, Viridis.color(0.2));
    assertTrue(cell > 1000 && cell < 3000, "pixels of a cell: " + cell);
  }

  @Test
  void growsWithAttacksSeedsAndNames() throws IOException {
    List<Trial> trials = new ArrayList<>();
    List<String> attacks = new ArrayList<>();
    ImmutableList.Builder<Long> seeds = ImmutableList.builder();
    for (int s = 1; s <= 20; s++) {
      seeds.add((long) s);
      for (int a = 0; a < 30; a++) {
        trials.add(Trials.of("attack-" + a, s, a / 30.0));
      }
    }
    for (int a = 0; a < 30; a++) {
      attacks.add("attack-" + a);
    }
    BufferedImage image = image(Row.of(attacks, trials), seeds.build());
    assertTrue(image.getWidth() > 20 * 50 && image.getHeight() > 30 * 25, image.toString());
    assertEquals(Color.WHITE.getRGB(), image.getRGB(image.getWidth() - 2, image.getHeight() / 2));

    String name = "org.example.AnAttackWithAVeryLongName,argument:1.5,other:(a,b:2)";
    BufferedImage wide =
        image(Row.of(List.of(name), List.of(Trials.of(name, 1, 1))), ImmutableList.of(1L));
    assertEquals(
        Color.WHITE.getRGB(), wide.getRGB(wide.getWidth() - 2, wide.getHeight() / 2), "the margin");
    assertTrue(pixels(wide, Viridis.color(1)) > 1000, "the cell is not cut off");
  }

  @Test
  void everyNumberCanBeReadOnItsColour() {
    for (int percent = 0; percent <= 100; percent++) {
      Color color = Viridis.color(percent / 100.0);
      double contrast = Viridis.contrast(color, Viridis.textOn(color));
      // What WCAG 2 asks of text, level AA
      assertTrue(contrast >= 4.5, percent + ": " + contrast);
    }
    assertEquals(21, Viridis.contrast(Color.BLACK, Color.WHITE), 1e-9);
    assertEquals(new Color(0x440154), Viridis.color(0));
    assertEquals(new Color(0xFDE725), Viridis.color(1));
  }

  @Test
  void isLighterForHigherAccuracyAlsoInGrey() {
    for (int percent = 1; percent <= 100; percent++) {
      double before = Viridis.contrast(Color.BLACK, Viridis.color((percent - 1) / 100.0));
      double now = Viridis.contrast(Color.BLACK, Viridis.color(percent / 100.0));
      assertTrue(now > before, "at " + percent);
    }
  }
}
