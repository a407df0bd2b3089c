package dev.garrison.cluster.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long SEED = 20261120;

  private final Backoff backoff = new Backoff(new SplittableRandom(SEED));

  private void assertNextBetween(long least, long most) {
    long millis = backoff.next().toMillis();
    assertTrue(millis >= least && millis <= most, "seed " + SEED + ": " + millis);
  }

  @Test
  void doublesUpToTenSeconds() {
    for (long most = 100; most < 10_000; most *= 2) {
      assertNextBetween(most / 2, most);
    }
    for (int i = 0; i < 5; i++) {
      assertNextBetween(5000, 10_000);
    }
  }

  @Test
  void beginsAgainAfterAConnectionThatLasted() {
    backoff.next();
    backoff.next();
    backoff.lasted(Duration.ofSeconds(10));
    assertNextBetween(50, 100);
  }

  @Test
  void aNodeThatHangsUpSoonIsNotDialledSooner() {
    backoff.next();
    backoff.next();
    backoff.lasted(Duration.ofSeconds(9));
    assertNextBetween(200, 400);
  }
}
