package dev.garrison.runner.serve;

import dev.garrison.cluster.submit.RunServer;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.UserException;
import dev.garrison.runner.internal.EndOfInput;
import dev.garrison.runner.training.StopSignal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The program of the parameter server's node, started by a deployer: takes runs from clients until
 * its standard input ends, from which it has its credentials. Exit status 0, or 2 if it cannot
 * begin.
 */
public final class Serve {
  private static final int USER_ERROR = 2;

  private Serve() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words see {@link ServeOptions}
   */
  public static void main(String[] words) throws InterruptedException {
    System.exit(run(StopSignal.install(), List.of(words)));
  }

  private static int run(StopSignal stop, List<String> words) throws InterruptedException {
    try {
      ServeOptions options = ServeOptions.read(words);
      Optional<Credentials> credentials =
          options.insecure() ? Optional.empty() : Optional.of(Credentials.read(System.in));
      checkSlot(options, credentials);
      InetSocketAddress address =
          new InetSocketAddress(options.listen().getHost(), options.listen().getPort());
      RunnerLauncher launcher = new RunnerLauncher(options.cluster(), credentials);
      try (RunServer server = new RunServer(address, credentials, launcher)) {
        System.out.println("listening on port " + server.port());
        EndOfInput.watch(stop::ask);
        stop.await();
      }
      return 0;
    } catch (UserException | IOException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    }
  }

  private static void checkSlot(ServeOptions options, Optional<Credentials> credentials) {
    if (credentials.isPresent() && !credentials.get().slot().equals(options.slot())) {
      throw new UserException(
          "--slot: the credentials are those of "
              + credentials.get().slot()
              + ", got "
              + options.slot());
    }
  }
}
