package dev.garrison.runner.client;

import com.google.common.net.HostAndPort;
import dev.garrison.cluster.submit.RunClient;
import dev.garrison.cluster.submit.SubmissionException;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Errand;
import dev.garrison.runner.training.StopSignal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * An errand to a parameter server node: a run submitted, picked up again or stopped.
 *
 * @param server the node
 * @param slot which the node must prove to have
 * @param credentials of the client; empty for plain text
 */
public record RunElsewhere(HostAndPort server, Slot slot, Optional<Credentials> credentials) {
  private static final int LEFT = 130;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Does it, in the calling thread.
   *
   * @param stop leaves a run that is watched; it goes on
   * @param out gets the run's standard output
   * @param err gets its standard error, and what happens to the connection
   * @return the run's exit status; 130 if it was left
   * @throws UserException if the node refuses, or cannot be reached
   */
  public int run(Errand errand, StopSignal stop, PrintStream out, PrintStream err) {
    Screen screen = new Screen(out, err, server.toString());
    try (RunClient client = new RunClient(server, credentials, slot, PATIENCE)) {
      stop.whenAsked(client::close);
      return run(client, errand, screen, err);
    } catch (SubmissionException e) {
      if (stop.isAsked() && !screen.run().isEmpty()) {
        err.printf(
            "left run %s, which goes on; --client %s --attach %s comes back to it, --stop-run %s"
                + " ends it%n",
            screen.run(), server, screen.run(), screen.run());
        return LEFT;
      }
      throw new UserException("--client " + server + ": " + e.getMessage(), e);
    }
  }

  private static int run(RunClient client, Errand errand, Screen screen, PrintStream err)
      throws SubmissionException {
    if (errand instanceof Errand.Submit submit) {
      return client.submit(submit.words(), screen);
    } else if (errand instanceof Errand.Attach attach) {
      return client.attach(attach.run(), screen);
    } else if (errand instanceof Errand.Stop end) {
      err.println("run " + client.stop(end.run()) + " is asked to stop");
      return 0;
    }
    throw new AssertionError(errand);
  }
}
