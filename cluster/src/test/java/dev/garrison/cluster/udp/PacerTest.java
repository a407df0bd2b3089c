package dev.garrison.cluster.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000;
  private static final int BYTES = 1232;

  @Test
  void withoutALimitNothingWaits() {
    Pacer pacer = new Pacer(0);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, pacer.take(BYTES, 5));
    }
  }

  @Test
  void keepsTheRateWhateverTheClockBeginsWith() {
    for (long begin : new long[] {0, -SECOND, Long.MAX_VALUE - 10_000_000}) {
      Pacer pacer = new Pacer(1_000_000);
      long now = begin;
      for (int sent = 0; sent < 1_000_000; sent += BYTES) {
        now += pacer.take(BYTES, now);
      }
      // A million bytes in a second, except for the half millisecond that may leave early
      assertEquals(1.0, (now - begin) / 1e9, 0.002, "begin " + begin);
    }
  }

  @Test
  void noSleepIsShorterThanWorthIt() {
    Pacer pacer = new Pacer(100_000_000);
    long now = 0;
    int sleeps = 0;
    for (int i = 0; i < 100_000; i++) {
      long wait = pacer.take(BYTES, now);
      assertTrue(wait == 0 || wait > 500_000, "wait " + wait);
      sleeps += wait > 0 ? 1 : 0;
      now += wait;
    }
    assertTrue(sleeps < 3000, sleeps + " sleeps in 1.2 s");
  }

  @Test
  void neverGetsMuchAheadAndCatchesUpWithLongSleeps() {
    long seed = 17;
    SplittableRandom random = new SplittableRandom(seed);
    long rate = 50_000_000;
    Pacer pacer = new Pacer(rate);
    long now = 0;
    long sent = 0;
    long idle = 0;
    while (now < 2 * SECOND) {
      long wait = pacer.take(BYTES, now);
      // Sleeps take up to a millisecond longer
      now += wait + (wait > 0 ? random.nextLong(1_000_000) : 0);
      sent += BYTES;
      long most = (long) ((now - idle + 500_000) / 1e9 * rate) + BYTES;
      assertTrue(sent <= most, "sent %d, at most %d, seed %d".formatted(sent, most, seed));
    }
    assertEquals(rate * 2.0, sent, rate * 0.01, "seed " + seed);
  }

  @Test
  void whatWasNotSentWhileIdleIsNotCaughtUpWith() {
    Pacer pacer = new Pacer(1_000_000);
    pacer.take(BYTES, 0);
    int burst = 0;
    while (pacer.take(BYTES, 10 * SECOND) == 0) {
      burst++;
    }
    // 2 ms behind and half a millisecond early, at a megabyte a second
    assertEquals(3, burst);
  }

  @Test
  void aNegativeRateIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Pacer(-1));
  }
}
