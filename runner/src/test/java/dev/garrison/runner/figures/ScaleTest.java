package dev.garrison.runner.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  private static List<String> texts(Scale scale, int most) {
    return scale.ticks(most).stream().map(Scale::text).toList();
  }

  @Test
  void ticksAreRoundAndWithinTheAxis() {
    assertEquals(List.of("0", "20", "40", "60", "80"), texts(new Scale(0, 80, false), 6));
    assertEquals(List.of("0.2", "0.4", "0.6"), texts(new Scale(0.1, 0.7, false), 5));
    assertEquals(List.of("-5", "0", "5"), texts(new Scale(-7, 7, false), 4));
    assertEquals(List.of("1e-5", "0.001", "0.1", "10"), texts(new Scale(1e-5, 10, true), 4));
  }

  @Test
  void everyAxisHasSomeTicksAndNotTooMany() {
    long seed = 20261120;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      double least = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-6, 7));
      double length = Math.pow(10, random.nextDouble(-6, 6));
      Scale scale = new Scale(least, least + length, false);
      int ticks = scale.ticks(6).size();
      assertTrue(ticks >= 2 && ticks <= 7, "seed " + seed + ": " + scale + ", " + ticks);
    }
  }

  @Test
  void hasRoomAroundTheValuesButNotBeyondItsBounds() {
    Scale scale = Scale.around(DoubleStream.of(50, Double.NaN, 99), 0, 100);
    assertEquals(50 - 0.04 * 49, scale.least(), 1e-9);
    assertEquals(100, scale.greatest());
    assertEquals(0, Scale.around(DoubleStream.of(0, 5), 0, NONE).least());
  }

  @Test
  void valuesOfVeryDifferentSizesAreOnALogarithmicAxis() {
    Scale scale = Scale.around(DoubleStream.of(0.02, 3), 0, NONE);
    assertEquals(new Scale(0.01, 10, true), scale);
    assertEquals(1 / 3.0, scale.position(0.1), 1e-12);
    assertEquals(false, Scale.around(DoubleStream.of(0, 1e6), 0, NONE).logarithmic());
  }

  @Test
  void nothingAndOneValueStillGiveAnAxis() {
    assertEquals(new Scale(0, 1, false), Scale.around(DoubleStream.empty(), 0, NONE));
    assertEquals(new Scale(0, 1, false), Scale.upTo(DoubleStream.of(Double.NaN)));
    Scale one = Scale.around(DoubleStream.of(5, 5), 0, NONE);
    assertTrue(one.least() < 5 && 5 < one.greatest(), one.toString());
    assertEquals(new Scale(0, 7, false), Scale.upTo(DoubleStream.of(3, 7)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1000",
    "0.30000000000000004, 0.3",
    "1e6, 1e6",
    "2.5e-7, 2.5e-7",
    "-0.0001, -0.0001"
  })
  void numbersAreShort(double tick, String text) {
    assertEquals(text, Scale.text(tick));
  }
}
