package dev.garrison.runner.redteam;

import com.google.common.base.Throwables;

/** A run broke off for a reason that is not the command's: the machine's, or a bug. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String details;

  /**
   * @param key which run
   * @param reason what happened
   * @param details lines for whoever looks for the cause; may be empty
   */
  RunFailedException(TrialKey key, String reason, String details) {
    super(key + ": " + reason);
    this.details = details;
  }

  /** After an exception in the run, of a rule of the user's perhaps. */
  static RunFailedException of(TrialKey key, RuntimeException bug) {
    RunFailedException failed =
        new RunFailedException(key, reason(bug), Throwables.getStackTraceAsString(bug));
    failed.initCause(bug);
    return failed;
  }

  /** What happened, without the copies of itself that a fork-join pool wraps an exception in. */
  static String reason(Throwable bug) {
    Throwable cause = bug.getCause();
    return cause != null && cause.toString().equals(bug.getMessage())
        ? reason(cause)
        : bug.toString();
  }

  String details() {
    return details;
  }
}
