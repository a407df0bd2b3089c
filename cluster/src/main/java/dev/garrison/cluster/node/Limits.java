package dev.garrison.cluster.node;

import java.time.Duration;

/**
 * What a node puts up with.
 *
 * @param connections open at once, those still in the TLS handshake included; at least 1
 * @param connectionsPerAddress open at once from one address, at least 1
 * @param sessions runs at once, at least 1
 * @param silence how long a connection may be open before it says what it is for; positive
 */
public record Limits(int connections, int connectionsPerAddress, int sessions, Duration silence) {
  /** 256 connections, 16 from one address, 4 runs, 10 s. */
  public static final Limits DEFAULT = new Limits(256, 16, 4, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public Limits {
    if (connections < 1 || connectionsPerAddress < 1 || sessions < 1) {
      throw new IllegalArgumentException("limits: expected at least 1 of everything");
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new IllegalArgumentException("silence: expected a positive duration, got " + silence);
    }
  }
}
