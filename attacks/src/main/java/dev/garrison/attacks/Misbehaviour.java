package dev.garrison.attacks;

import dev.garrison.core.Seed;

/**
 * A breach of the protocol instead of a proper answer. The worker's transport acts it out; the
 * parameter server must take no harm and count it.
 *
 * @param kind what is done
 * @param seed of what is drawn for it
 */
public record Misbehaviour(Kind kind, Seed seed) {
  /** What is done, and what it is counted as. */
  public enum Kind {
    /** A proposal that is longer or shorter than d. Malformed and missing. */
    WRONG_LENGTH,
    /** A proper proposal said to be another step's. Late and missing. */
    WRONG_STEP,
    /** The proper proposal twice. The first is on time, the second late. */
    DUPLICATE,
    /** A frame that ends before the values it announces. Malformed and missing. */
    TRUNCATED,
    /** Bytes that mean nothing. Malformed and missing. */
    RANDOM_BYTES,
    /** A frame above the size limit. Malformed and missing. */
    OVERSIZED,
    /** The proposal, one byte a second, broken off after 20 s. Missing. */
    TRICKLE;

    /** Whether the step gets the worker's proposal nevertheless. */
    public boolean arrives() {
      return this == DUPLICATE;
    }

    /** Whether it is counted as malformed. */
    public boolean isMalformed() {
      return switch (this) {
        case WRONG_LENGTH, TRUNCATED, RANDOM_BYTES, OVERSIZED -> true;
        case WRONG_STEP, DUPLICATE, TRICKLE -> false;
      };
    }

    /** Whether something is counted as late. */
    public boolean isLate() {
      return switch (this) {
        case WRONG_STEP, DUPLICATE -> true;
        case WRONG_LENGTH, TRUNCATED, RANDOM_BYTES, OVERSIZED, TRICKLE -> false;
      };
    }
  }
}
