package dev.garrison.cluster.tls;

import com.google.common.primitives.Ints;
import dev.garrison.core.UserException;

/**
 * A place in a cluster: the {@code index}-th node of a job, counted from 0. Immutable.
 *
 * @param job name of the job, not empty
 * @param index of the node within the job, at least 0
 */
public record Slot(String job, int index) {
  /** A person's own machine, from which runs are submitted; no node of any cluster. */
  public static final Slot CLIENT = new Slot("client", 0);

  /** Checks the ranges. */
  public Slot {
    if (job.isEmpty()) {
      throw new IllegalArgumentException("job: expected a name, got nothing");
    }
    if (index < 0) {
      throw new IllegalArgumentException("index: expected at least 0, got " + index);
    }
  }

  /**
   * Reads {@code job:index}.
   *
   * @throws UserException if the text is not of the form
   */
  public static Slot parse(String text) {
    // A job's name may have a colon of its own
    int colon = text.lastIndexOf(':');
    Integer index = colon < 1 ? null : Ints.tryParse(text.substring(colon + 1));
    if (index == null || index < 0) {
      throw new UserException("expected JOB:INDEX like workers:3, got \"" + text + "\"");
    }
    return new Slot(text.substring(0, colon), index);
  }

  /** {@code job:index}. */
  @Override
  public String toString() {
    return job + ":" + index;
  }
}
