package dev.garrison.cluster.submit;

/** A run was refused, or cannot be watched any longer. The message is one line for a person. */
public final class SubmissionException extends Exception {
  SubmissionException(String message, Throwable cause) {
    super(message, cause);
  }
}
