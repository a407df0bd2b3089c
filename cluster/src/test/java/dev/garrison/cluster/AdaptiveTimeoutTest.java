package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveTimeoutTest {
  private final AdaptiveTimeout timeout = new AdaptiveTimeout();

  private void took(int times, double seconds) {
    for (int i = 0; i < times; i++) {
      timeout.took(Duration.ofNanos((long) (seconds * 1e9)));
    }
  }

  @Test
  void aFirstStepHasTimeToLoadAndCompile() {
    assertEquals(Duration.ofSeconds(30), timeout.now());
  }

  @Test
  void isTenTimesTheMedian() {
    took(2, 0.5);
    took(3, 1.5);
    assertEquals(Duration.ofSeconds(15), timeout.now());
  }

  @Test
  void isNeverBelowTwoSeconds() {
    took(5, 0.001);
    assertEquals(Duration.ofSeconds(2), timeout.now());
  }

  @Test
  void fewerThanHalfOfTheStepsDoNotMoveIt() {
    took(17, 1);
    took(15, 1e12);
    assertEquals(Duration.ofSeconds(10), timeout.now());
  }

  @Test
  void forgetsStepsOlderThanThirtyTwo() {
    took(100, 60);
    took(32, 1);
    assertEquals(Duration.ofSeconds(10), timeout.now());
  }

  @Test
  void stepsWithoutEndAreTakenForTenDays() {
    took(32, 9e9);
    assertEquals(Duration.ofDays(10), timeout.now());
  }
}
