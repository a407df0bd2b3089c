package dev.garrison.runner.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InkTest {
  private static long different(int curves, java.util.function.Function<Ink, Object> part) {
    return IntStream.range(0, curves).mapToObj(Ink::of).map(part).distinct().count();
  }

  @Test
  void theFirstCurvesDifferInColourDashesAndMarkers() {
    assertEquals(7, different(7, Ink::rgb));
    assertEquals(7, different(7, Ink::dash));
    assertEquals(6, different(6, Ink::marker));
  }

  @Test
  void noTwoOfManyCurvesLookTheSame() {
    assertEquals(49, different(49, ink -> ink));
  }
}
