package dev.garrison.cluster.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  private final ReplayWindow window = new ReplayWindow();

  @Test
  void eachNumberIsNewOnce() {
    for (long sequence : new long[] {0, 2, 1, 63, 64, 65, 1000}) {
      assertTrue(window.isNew(sequence), "first " + sequence);
      window.add(sequence);
      assertFalse(window.isNew(sequence), "second " + sequence);
    }
    assertTrue(window.isNew(3));
  }

  @Test
  void numbersFromTooLongAgoAreNotNew() {
    long greatest = 1_000_000;
    window.add(greatest);
    assertTrue(window.isNew(greatest - ReplayWindow.WIDTH + 1));
    assertFalse(window.isNew(greatest - ReplayWindow.WIDTH));
    assertFalse(window.isNew(0));
  }

  @Test
  void nothingOverflows() {
    assertFalse(window.isNew(-1));
    assertFalse(window.isNew(Long.MIN_VALUE));
    assertTrue(window.isNew(Long.MAX_VALUE));
    window.add(Long.MAX_VALUE);
    assertFalse(window.isNew(Long.MAX_VALUE));
    assertTrue(window.isNew(Long.MAX_VALUE - 1));
    assertFalse(window.isNew(0));
    assertFalse(window.isNew(-1));
    assertFalse(window.isNew(Long.MIN_VALUE));
  }

  @Test
  void agreesWithASetOfAllNumbers() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    Set<Long> came = new HashSet<>();
    long greatest = -1;
    for (int i = 0; i < 300_000; i++) {
      long jump =
          switch (random.nextInt(10)) {
            case 0 -> random.nextLong(2L * ReplayWindow.WIDTH);
            case 1 -> -random.nextLong(2L * ReplayWindow.WIDTH);
            default -> random.nextLong(-300, 300);
          };
      long sequence = Math.max(0, greatest + jump);
      boolean expected = greatest - sequence < ReplayWindow.WIDTH && !came.contains(sequence);
      assertEquals(expected, window.isNew(sequence), "at %d, seed %d".formatted(i, seed));
      if (expected) {
        window.add(sequence);
        came.add(sequence);
        greatest = Math.max(greatest, sequence);
      }
    }
  }
}
