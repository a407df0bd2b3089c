package dev.garrison.cluster.listen;

import java.time.Duration;

/**
 * What a listening socket puts up with.
 *
 * @param connections open at once, those still in the TLS handshake included; at least 1
 * @param perAddress open at once from one address, at least 1
 * @param silence how long a connection may be open without a call; positive
 */
public record ConnectionLimits(int connections, int perAddress, Duration silence) {
  /** 256 connections, 16 from one address, 10 s. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(256, 16, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public ConnectionLimits {
    if (connections < 1 || perAddress < 1) {
      throw new IllegalArgumentException(
          "connections: expected at least 1, got " + connections + ", " + perAddress);
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new IllegalArgumentException("silence: expected a positive duration, got " + silence);
    }
  }
}
