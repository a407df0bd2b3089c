package dev.garrison.runner.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FigureTest {
  private static Figure figure(int rows, int columns, int curves, double factor) {
    ImmutableList.Builder<Curve> all = ImmutableList.builder();
    ImmutableList.Builder<Figure.Entry> legend = ImmutableList.builder();
    for (int i = 0; i < curves; i++) {
      double own = i + 1;
      all.add(
          new Curve(
              Ink.of(i),
              IntStream.rangeClosed(1, 40)
                  .mapToObj(x -> factor * own / x)
                  .map(y -> new Curve.Point(factor * own / y, y, 0.9 * y, 1.1 * y))
                  .collect(ImmutableList.toImmutableList())));
      legend.add(new Figure.Entry(Ink.of(i), "run number " + i + " of some & more"));
    }
    ImmutableList<Curve> drawn = all.build();
    Scale x = Scale.upTo(drawn.stream().flatMap(c -> c.points().stream()).mapToDouble(p -> p.x()));
    Scale y =
        Scale.around(
            drawn.stream().flatMap(c -> c.points().stream()).mapToDouble(p -> p.high()),
            0,
            Double.POSITIVE_INFINITY);
    Panel panel = new Panel("title", "Epoch", "Loss (cross-entropy, nats)", x, y, drawn);
    ImmutableList<Panel> row =
        ImmutableList.copyOf(IntStream.range(0, columns).mapToObj(i -> panel).toList());
    return new Figure(
        "A title <above> all",
        ImmutableList.copyOf(IntStream.range(0, rows).mapToObj(i -> row).toList()),
        legend.build(),
        "Lines: means");
  }

  private static Document parse(Figure figure) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(figure.svg()));
  }

  /** Where a text of an SVG file is. */
  private static Rectangle2D box(Element text) {
    int size = Integer.parseInt(text.getAttribute("font-size"));
    double width =
        Letters.width(text.getTextContent(), size, !text.getAttribute("font-weight").isEmpty());
    double x = Double.parseDouble(text.getAttribute("x"));
    double y = Double.parseDouble(text.getAttribute("y"));
    double before =
        switch (text.getAttribute("text-anchor")) {
          case "middle" -> width / 2;
          case "end" -> width;
          default -> 0;
        };
    return text.getAttribute("transform").isEmpty()
        ? new Rectangle2D.Double(x - before, y - 0.8 * size, width, size)
        : new Rectangle2D.Double(x - 0.8 * size, y - before, size, width);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "2, 3, 5, 0.1",
    "2, 2, 12, 1",
    "1, 3, 2, 1e-7",
    "3, 1, 7, 123456",
    "2, 3, 3, 1e12"
  })
  void noTextIsOutsideOrOnAnother(int rows, int columns, int curves, double factor)
      throws Exception {
    Document svg = parse(figure(rows, columns, curves, factor));
    Element root = svg.getDocumentElement();
    Rectangle2D page =
        new Rectangle2D.Double(
            0,
            0,
            Integer.parseInt(root.getAttribute("width")),
            Integer.parseInt(root.getAttribute("height")));
    NodeList texts = svg.getElementsByTagName("text");
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < texts.getLength(); i++) {
      all.add((Element) texts.item(i));
    }
    assertTrue(all.size() > curves + 5, "texts: " + all.size());
    for (int i = 0; i < all.size(); i++) {
      Rectangle2D box = box(all.get(i));
      assertTrue(page.contains(box), all.get(i).getTextContent() + " is outside: " + box);
      for (int j = 0; j < i; j++) {
        assertFalse(
            box.intersects(box(all.get(j))),
            all.get(i).getTextContent() + " is on " + all.get(j).getTextContent());
      }
    }
  }

  @Test
  void textsKeepTheirSigns() throws Exception {
    NodeList texts = parse(figure(1, 1, 1, 1)).getElementsByTagName("text");
    List<String> all =
        IntStream.range(0, texts.getLength())
            .mapToObj(i -> texts.item(i).getTextContent())
            .toList();
    assertTrue(all.contains("A title <above> all"), all.toString());
    assertTrue(all.contains("run number 0 of some & more"), all.toString());
    assertTrue(all.contains("Lines: means"), all.toString());
  }

  @Test
  void thePngHasTheColourOfEveryCurve() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure(2, 3, 7, 1).png()));
    assertEquals(2 * (28 + 3 * 400), image.getWidth());
    for (int i = 0; i < 7; i++) {
      int rgb = Ink.of(i).rgb();
      int found = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          found += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
        }
      }
      assertTrue(found > 500, "curve " + i + ": " + found + " pixels");
    }
  }

  @Test
  void gapsAreNotDrawnOver() throws Exception {
    ImmutableList<Curve.Point> points =
        ImmutableList.of(
            new Curve.Point(1, 1),
            new Curve.Point(2, 2),
            new Curve.Point(3, Double.NaN),
            new Curve.Point(4, 2),
            new Curve.Point(5, 1),
            new Curve.Point(6, Double.POSITIVE_INFINITY));
    Panel panel =
        new Panel(
            "",
            "x",
            "y",
            new Scale(0, 6, false),
            new Scale(0, 2, false),
            ImmutableList.of(new Curve(Ink.of(0), points)));
    Figure figure =
        new Figure("", ImmutableList.of(ImmutableList.of(panel)), ImmutableList.of(), "");
    String colour = "#%06X".formatted(Ink.of(0).rgb());
    NodeList lines = parse(figure).getElementsByTagName("polyline");
    long drawn =
        IntStream.range(0, lines.getLength())
            .mapToObj(i -> (Element) lines.item(i))
            .filter(line -> line.getAttribute("stroke").equals(colour))
            .filter(line -> line.getAttribute("points").split(" ").length == 2)
            .count();
    assertEquals(2, drawn);
  }

  @Test
  void refusesAGridWithHoles() {
    Figure good = figure(1, 2, 1, 1);
    ImmutableList<Panel> one = ImmutableList.of(good.rows().get(0).get(0));
    assertEquals(
        "rows: expected a full grid of at least one panel",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Figure(
                        "", ImmutableList.of(good.rows().get(0), one), ImmutableList.of(), ""))
            .getMessage());
  }
}
