package dev.garrison.deploy.remote;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a shell on a host is reached: by a program that is given the host and a command, the system's
 * {@code ssh} usually, or not at all because the host is this machine. Immutable.
 *
 * @param words the program and its first arguments; empty for this machine
 */
public record Shells(ImmutableList<String> words) {
  /** What a person says for this machine. */
  public static final String LOCAL = "local";

  // A terminal's Ctrl-C is for the deployer, which then ends the nodes in order; Ctrl-\ has the
  // deployer print its threads and is not for the nodes either
  private static final String SHIELDED = "trap '' INT HUP QUIT; exec \"$@\"";
  // What a person says in --ssh comes first, and the first value counts for OpenSSH
  private static final ImmutableList<String> SSH_OPTIONS =
      ImmutableList.of(
          "-T",
          // A host is not to get hold of the agent, the display or a port of this machine
          "-a",
          "-x",
          "-o",
          "ClearAllForwardings=yes",
          "-o",
          "BatchMode=yes",
          "-o",
          "ConnectTimeout=20",
          "-o",
          "ServerAliveInterval=15",
          "-o",
          "ServerAliveCountMax=3",
          // One that stays behind would outlive the cluster
          "-o",
          "ControlMaster=no");

  /**
   * Reads what a person says.
   *
   * @param environment variables of the process, for {@code PATH}
   * @throws UserException if there is no such program
   */
  public static Shells parse(String text, Map<String, String> environment) {
    if (text.equals(LOCAL)) {
      return new Shells(ImmutableList.of());
    }
    ImmutableList<String> words = Words.split(text);
    if (words.isEmpty()) {
      throw new UserException("expected a command like \"ssh -p 2222\", got nothing");
    }
    String program = words.get(0);
    if (!isProgram(program, environment.getOrDefault("PATH", ""))) {
      throw new UserException(
          "no program \"" + program + "\"; install OpenSSH's client, or say where it is");
    }
    return new Shells(words);
  }

  /** Whether only this machine is reached. */
  public boolean isLocal() {
    return words.isEmpty();
  }

  /** Starts a POSIX shell on a host that reads commands from the process's standard input. */
  Process open(String host) throws IOException {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add("/bin/sh", "-c", SHIELDED, "sh").addAll(words);
    if (isLocal()) {
      command.add("/bin/sh", "-s");
    } else {
      if (Path.of(words.get(0)).endsWith("ssh")) {
        command.addAll(SSH_OPTIONS);
      }
      // In words that every login shell understands
      command.add(host, "exec /bin/sh -s");
    }
    return new ProcessBuilder(command.build()).start();
  }

  /** The command that a person can try by hand. */
  String byHand(String host) {
    return String.join(" ", words) + " " + host;
  }

  private static boolean isProgram(String program, String path) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
