package dev.garrison.aggregators;

import dev.garrison.core.Seed;
import java.util.SplittableRandom;

/**
 * A fair coin for each coordinate, all of a function of the seed, in any order. Immutable, any
 * thread.
 *
 * @param seed of this step's coins
 */
record Coins(Seed seed) {
  /** Odd, so that no two words begin at the same state: 2⁶⁴ divided by the golden ratio. */
  private static final long STRIDE = 0x9e37_79b9_7f4a_7c15L;

  /** The coins of coordinates 64·index to 64·index + 63, the first one the lowest bit. */
  long word(int index) {
    return new SplittableRandom(seed.value() + index * STRIDE).nextLong();
  }

  /** The coin of one coordinate. */
  boolean toss(int k) {
    return (word(k / Long.SIZE) >>> k & 1) != 0;
  }
}
