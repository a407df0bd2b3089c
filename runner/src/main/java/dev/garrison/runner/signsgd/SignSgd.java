package dev.garrison.runner.signsgd;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.training.DivergedException;
import dev.garrison.runner.training.StopSignal;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code bin/signsgd}. Exit status 0 when the run is over or was asked to stop, 1 if the machine
 * failed, 2 for a mistake of the user's, 3 when the model diverged.
 */
public final class SignSgd {
  private static final int FAILED = 1;
  private static final int USER_ERROR = 2;
  private static final int DIVERGED = 3;

  private SignSgd() {}

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
      Optional<SignSgdRequest> request = SignSgdRequest.parse(words);
      if (request.isEmpty()) {
        System.out.print(SignSgdOptions.help(Terminal.pageWidth()));
        return 0;
      }
      try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of())) {
        System.out.println(new StudyRun(request.get(), registry, stop).run());
      }
      return 0;
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (DivergedException e) {
      System.err.println("error: " + e.getMessage());
      return DIVERGED;
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
