package dev.garrison.cluster.node;

import dev.garrison.cluster.listen.ConnectionLimits;

/**
 * What a node puts up with.
 *
 * @param connections how many, and for how long without a run
 * @param sessions runs at once, at least 1
 */
public record Limits(ConnectionLimits connections, int sessions) {
  /** 4 runs. */
  public static final Limits DEFAULT = new Limits(ConnectionLimits.DEFAULT, 4);

  /** Checks the range. */
  public Limits {
    if (sessions < 1) {
      throw new IllegalArgumentException("sessions: expected at least 1, got " + sessions);
    }
  }
}
