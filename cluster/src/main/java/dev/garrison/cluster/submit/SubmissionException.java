package dev.garrison.cluster.submit;

/** A run was refused, or cannot be watched any longer. The message is one line for a person. */
public final class SubmissionException extends Exception {
  /**
   * @param message one line
   * @param cause null for none
   */
  public SubmissionException(String message, Throwable cause) {
    super(message, cause);
  }
}
