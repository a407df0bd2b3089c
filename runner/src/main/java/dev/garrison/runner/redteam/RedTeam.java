package dev.garrison.runner.redteam;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.training.StopSignal;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * {@code bin/redteam}: every attack against one defence. Exit status 0; 1 if the worst final
 * accuracy is below {@code --require}, or the machine failed; 2 for a mistake of the user's; 130 if
 * a signal came before all runs were done.
 */
public final class RedTeam {
  private static final int FAILED = 1;
  private static final int USER_ERROR = 2;

  private RedTeam() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line, see {@code --help}
   */
  public static void main(String[] words) {
    Terminal.writeToItDirectly();
    System.exit(run(StopSignal.install(), words));
  }

  /** The whole program but for the end of the process; returns the exit status. */
  static int run(StopSignal stop, String... words) {
    try {
      Optional<RedTeamRequest> request = RedTeamRequest.parse(words);
      if (request.isEmpty()) {
        System.out.print(RedTeamRequest.help(Terminal.pageWidth()));
        return 0;
      }
      try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, request.get().plugins())) {
        return new Campaign(request.get(), registry, stop, ShellWords.join(words)).run();
      }
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (RunFailedException e) {
      System.err.print(e.details());
      System.err.println("error: " + e.getMessage());
      return FAILED;
    } catch (UncheckedIOException e) {
      // The machine's fault, a full disk for example: neither a mistake nor a bug.
      System.err.println("error: " + e.getMessage());
      return FAILED;
    } finally {
      System.out.flush();
      System.err.flush();
    }
  }
}
