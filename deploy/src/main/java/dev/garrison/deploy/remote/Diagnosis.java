package dev.garrison.deploy.remote;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a connection ended, in one line for a person: OpenSSH's own words, and what to do. */
final class Diagnosis {
  private static final int SSH_FAILED = 255;
  private static final int SIGNALLED = 128;

  private record Known(String words, String meaning, String remedy) {}

  private static final String TRY = "try by hand:";
  // In the order in which they explain each other
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "could not resolve hostname",
              "no such host",
              "correct --cluster, or name the host in ~/.ssh/config; try by hand:"),
          new Known(
              "host identification has changed",
              "the host's key is not the known one",
              "somebody may be in between; if the host was installed anew, ssh-keygen -R and"),
          new Known(
              "host key verification failed",
              "the host's key is not known",
              "look at it and accept it once with"),
          new Known("permission denied", "permission denied", "this must work without a password:"),
          new Known(
              "too many authentication failures",
              "permission denied",
              "this must work without a password:"),
          new Known("connection refused", "no SSH server answers", TRY),
          new Known("no route to host", "no route to the host", TRY),
          new Known("network is unreachable", "no route to the host", TRY),
          new Known("timed out", "no answer from the host", TRY));

  private Diagnosis() {}

  /**
   * @param status of the process
   * @param said its last lines on standard error
   * @param started whether it was a node already
   * @param byHand the command that a person can try
   */
  static String of(int status, List<String> said, boolean started, String byHand) {
    String last = said.isEmpty() ? "" : ": " + said.get(said.size() - 1).strip();
    if (started && status == SSH_FAILED) {
      return "killed, or the connection lost" + last;
    }
    if (!started) {
      Optional<String> known = known(said, byHand);
      if (known.isPresent()) {
        return known.get();
      }
    }
    if (status > SIGNALLED && status < SSH_FAILED) {
      return "signal " + (status - SIGNALLED) + last;
    }
    return "exit status " + status + last;
  }

  private static Optional<String> known(List<String> said, String byHand) {
    for (Known known : KNOWN) {
      for (String line : said) {
        if (line.toLowerCase(Locale.ROOT).contains(known.words())) {
          return Optional.of(
              known.meaning() + " (" + line.strip() + "); " + known.remedy() + " " + byHand);
        }
      }
    }
    return Optional.empty();
  }
}
