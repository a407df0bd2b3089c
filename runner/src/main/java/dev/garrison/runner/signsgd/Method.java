package dev.garrison.runner.signsgd;

import dev.garrison.core.UserException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The optimizers that the study compares. */
public enum Method {
  /** Sum of what the workers send. */
  DISTSGD,
  /** Majority vote of the signs of gradients. */
  SIGNSGD,
  /** Majority vote of the signs of momenta. */
  SIGNUM;

  /** The name a user gives. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the workers send their momentum. */
  public boolean hasMomentum() {
    return this != SIGNSGD;
  }

  /** Whether a step shrinks the parameters, too. */
  public boolean hasWeightDecay() {
    return this != DISTSGD;
  }

  /**
   * Reads a name.
   *
   * @param option where it was given, for messages
   * @throws UserException if there is no such optimizer
   */
  public static Method parse(String option, String text) {
    return Arrays.stream(values())
        .filter(method -> method.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "%s: expected %s, got \"%s\""
                        .formatted(
                            option,
                            Arrays.stream(values())
                                .map(Method::label)
                                .collect(Collectors.joining(", ", "one of ", "")),
                            text)));
  }
}
