package dev.garrison.deploy;

import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.runner.internal.Terminal;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The deploy program: starts the nodes of a cluster on their hosts, or serves as one of them. Exit
 * status 0 when it was asked to end, 1 if too few nodes came up, none is left or the machine
 * failed, 2 for a mistake of the user's, and the runner's where it ran one.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USER_ERROR = 2;

  private Main() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line, see {@code --help}
   */
  public static void main(String[] words) throws InterruptedException {
    Terminal.writeToItDirectly();
    // Only the entry point may end the process; everything below returns or throws.
    System.exit(run(Signals.install(), words));
  }

  /**
   * The whole program but for the end of the process.
   *
   * @return exit status
   */
  static int run(Signals signals, String... words) throws InterruptedException {
    try {
      Arguments arguments = Arguments.parse(CommandLineOptions.all(), words);
      if (arguments.has("help")) {
        System.out.print(HelpPage.text(Terminal.pageWidth()));
        return 0;
      }
      Path home = Path.of(System.getProperty("garrison.home"));
      return new Operation(Request.read(arguments, System.getenv()), signals, home).run();
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (IOException e) {
      // The machine's fault, a full disk for example: neither a mistake nor a bug.
      System.err.println("error: " + e);
      return FAILED;
    } finally {
      System.out.flush();
      System.err.flush();
    }
  }
}
