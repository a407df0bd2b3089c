package dev.garrison.cluster.udp;

/**
 * Which proposals leave as datagrams, and how.
 *
 * @param workers the first so many logical workers, at least 1
 * @param rate greatest rate of a node in bytes of UDP payload per second, 0 for none
 * @param fill what stands for lost coordinates
 */
public record UdpOptions(int workers, long rate, Fill fill) {
  /** Checks the ranges. */
  public UdpOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: expected at least 1, got " + workers);
    }
    if (rate < 0) {
      throw new IllegalArgumentException("rate: expected at least 0, got " + rate);
    }
  }
}
