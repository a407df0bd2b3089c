package dev.garrison.cluster.udp;

import java.util.Arrays;

/**
 * Which of the latest sequence numbers came: a ring of bits that ends at the greatest one, as in
 * RFC 6479. One thread.
 */
final class ReplayWindow {
  /** How far behind the greatest one a sequence number may come: 78 MB of default datagrams. */
  static final int WIDTH = (1 << 16) - Long.SIZE;

  private static final int WORDS = WIDTH / Long.SIZE + 1;

  private final long[] seen = new long[WORDS];
  private long greatest = -1;

  /** Whether a sequence number has not come and is near enough to tell. */
  boolean isNew(long sequence) {
    if (sequence < 0 || greatest - sequence >= WIDTH) {
      return false;
    }
    return sequence > greatest || (seen[word(sequence)] & bit(sequence)) == 0;
  }

  /** Remembers a new sequence number. */
  void add(long sequence) {
    if (sequence > greatest) {
      long from = Math.floorDiv(greatest, Long.SIZE) + 1;
      long to = sequence / Long.SIZE;
      if (to - from >= WORDS - 1) {
        Arrays.fill(seen, 0);
      } else {
        for (long i = from; i <= to; i++) {
          seen[(int) (i % WORDS)] = 0;
        }
      }
      greatest = sequence;
    }
    seen[word(sequence)] |= bit(sequence);
  }

  private static int word(long sequence) {
    return (int) (sequence / Long.SIZE % WORDS);
  }

  private static long bit(long sequence) {
    return 1L << (sequence % Long.SIZE);
  }
}
