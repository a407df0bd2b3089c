package dev.garrison.cluster.wire;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes messages at random: for decoders that must withstand anything. */
public final class Mutations {
  private Mutations() {}

  /** A copy with some bits, bytes or fields changed, cut off or added. */
  public static byte[] of(byte[] message, RandomGenerator random) {
    byte[] changed = message.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && changed.length > 0; i++) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(6)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 -> changed[random.nextInt(Math.min(32, changed.length))] = (byte) random.nextInt();
        case 3 -> changed = Arrays.copyOf(changed, at);
        case 4 -> changed = Arrays.copyOf(changed, changed.length + random.nextInt(16));
        default -> Arrays.fill(changed, at, changed.length, (byte) random.nextInt());
      }
    }
    return changed;
  }
}
