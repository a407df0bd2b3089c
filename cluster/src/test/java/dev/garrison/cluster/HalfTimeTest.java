package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfTimeTest {
  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "11, 6"})
  void standsStillOnceHalfHaveAnswered(int asked, int half) {
    HalfTime time = new HalfTime(asked);
    for (int i = 0; i < half - 1; i++) {
      time.answered();
    }
    Duration running = time.elapsed();
    awaitTick();
    assertTrue(time.elapsed().compareTo(running) > 0, "still running");
    time.answered();
    Duration reached = time.elapsed();
    awaitTick();
    time.answered();
    assertEquals(reached, time.elapsed());
  }

  private static void awaitTick() {
    long now = System.nanoTime();
    while (System.nanoTime() - now < 1000) {
      Thread.onSpinWait();
    }
  }
}
