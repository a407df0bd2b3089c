package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one command line asks for.
 *
 * @param plugins jars and class folders of the user's
 * @param action what to do
 * @param stdoutTo where standard output is duplicated
 * @param stderrTo where standard error is duplicated
 */
public record Request(
    ImmutableList<Path> plugins, Action action, Optional<Path> stdoutTo, Optional<Path> stderrTo) {

  /** What to do. */
  public sealed interface Action {}

  /** Print the help. */
  public record Help() implements Action {}

  /** Print the version. */
  public record Version() implements Action {}

  /** Print the plugins there are. */
  public record ListPlugins(Optional<String> kind) implements Action {}

  /** Print all about one plugin. */
  public record Describe(String name) implements Action {}

  /** Have a run made elsewhere. */
  public record Client(ClientRequest request) implements Action {}

  /** Train. */
  public record Run(RunConfig config) implements Action {}

  /**
   * Reads a command line.
   *
   * @throws UserException naming the option, the value and what would be right
   */
  public static Request parse(String... words) {
    Arguments arguments = arguments(words);
    ImmutableList<Path> plugins =
        arguments.all("plugins").stream()
            .map(place -> Arguments.path("plugins", place))
            .collect(ImmutableList.toImmutableList());
    Action action = action(arguments);
    Optional<Path> stdoutTo = arguments.path("stdout-to");
    Optional<Path> stderrTo = arguments.path("stderr-to");
    stdoutTo.ifPresent(file -> Outputs.checkFile("stdout-to", file));
    stderrTo.ifPresent(file -> Outputs.checkFile("stderr-to", file));
    return new Request(plugins, action, stdoutTo, stderrTo);
  }

  /**
   * The options of a command line, however they are abbreviated; what they say is not checked.
   *
   * @throws UserException for an unknown or ambiguous option, a missing value, a stray word
   */
  public static Arguments arguments(String... words) {
    return Arguments.parse(CommandLineOptions.all(), words);
  }

  private static Action action(Arguments arguments) {
    if (arguments.has("help")) {
      return new Help();
    } else if (arguments.has("version")) {
      return new Version();
    } else if (arguments.has("list")) {
      return new ListPlugins(arguments.text("list"));
    } else if (arguments.has("describe")) {
      return new Describe(arguments.required("describe", "name a plugin; see --list"));
    }
    if (arguments.has("client")) {
      return new Client(ClientRequest.read(arguments, System.getenv()));
    }
    for (String option : List.of("attach", "stop-run")) {
      if (arguments.has(option)) {
        throw new UserException("--" + option + ": say where, with --client HOST:PORT");
      }
    }
    return new Run(RunConfig.read(arguments));
  }
}
