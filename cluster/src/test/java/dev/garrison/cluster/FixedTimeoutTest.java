package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FixedTimeoutTest {
  @Test
  void learnsNothing() {
    FixedTimeout timeout = new FixedTimeout(Duration.ofMillis(300));
    timeout.took(Duration.ofSeconds(5));
    assertEquals(Duration.ofMillis(300), timeout.now());
  }

  @Test
  void noneIsLongerThanAnyRunAndStillNanoseconds() {
    long wait = FixedTimeout.none().now().toNanos();
    assertTrue(wait > Duration.ofDays(3650).toNanos());
    assertTrue(System.nanoTime() + wait > System.nanoTime(), "no overflow");
  }

  @Test
  void noWaitAtAllIsRefused() {
    assertEquals(
        "length: expected a positive duration, got PT0S",
        assertThrows(IllegalArgumentException.class, () -> new FixedTimeout(Duration.ZERO))
            .getMessage());
  }
}
