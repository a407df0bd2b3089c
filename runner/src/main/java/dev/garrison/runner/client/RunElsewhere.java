package dev.garrison.runner.client;

import com.google.common.base.Throwables;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.submit.RunClient;
import dev.garrison.cluster.submit.SubmissionException;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Errand;
import dev.garrison.runner.training.StopSignal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * An errand to a parameter server node: a run submitted, picked up again or stopped.
 *
 * @param server the node
 * @param slot which the node must prove to have
 * @param credentials of the client; empty for plain text
 * @param folder where they are from; empty for plain text
 */
public record RunElsewhere(
    HostAndPort server, Slot slot, Optional<Credentials> credentials, Optional<Path> folder) {
  private static final int LEFT = 130;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * With the client's credentials in a store, if there is one.
   *
   * @throws UserException if they are not there, or cannot be used
   */
  public static RunElsewhere at(HostAndPort server, Slot slot, Optional<CredentialStore> store) {
    return new RunElsewhere(
        server,
        slot,
        store.map(credentials -> credentials.read(Slot.CLIENT)),
        store.map(CredentialStore::folder));
  }

  /**
   * Does it, in the calling thread.
   *
   * @param stop leaves a run that is watched; it goes on
   * @param out gets the run's standard output
   * @param err gets its standard error, and what happens to the connection
   * @return the run's exit status; 130 if it was left, or the node had not answered yet
   * @throws UserException if the node refuses, or cannot be reached
   */
  public int run(Errand errand, StopSignal stop, PrintStream out, PrintStream err) {
    Screen screen = new Screen(out, err, server.toString());
    try (RunClient client = new RunClient(server, credentials, slot, PATIENCE)) {
      stop.whenAsked(client::close);
      return run(client, errand, screen, err);
    } catch (SubmissionException e) {
      if (stop.isAsked()) {
        err.println(left(errand, screen.run()));
        return LEFT;
      }
      throw new UserException("--client " + server + ": " + e.getMessage() + remedy(e), e);
    }
  }

  private String left(Errand errand, String run) {
    if (!run.isEmpty()) {
      return "left run %s, which goes on; --client %s --attach %s comes back to it, --stop-run %s ends it"
          .formatted(run, server, run, run);
    } else if (errand instanceof Errand.Submit) {
      return ("left before %s answered; it may have accepted the run: --client %s --attach shows its"
              + " latest one, --stop-run ends it")
          .formatted(server, server);
    } else if (errand instanceof Errand.Stop) {
      return "left before %s answered; the run may have been asked to stop".formatted(server);
    }
    return "left before %s answered".formatted(server);
  }

  private String remedy(SubmissionException e) {
    boolean tls = Throwables.getCausalChain(e).stream().anyMatch(SSLException.class::isInstance);
    return folder
        .filter(from -> tls)
        .map(
            from ->
                "; the credentials are those in "
                    + from
                    + "; if another cluster's node is there, name that cluster's folder with"
                    + " --credentials")
        .orElse("");
  }

  private static int run(RunClient client, Errand errand, Screen screen, PrintStream err)
      throws SubmissionException {
    if (errand instanceof Errand.Submit submit) {
      return client.submit(submit.words(), screen);
    } else if (errand instanceof Errand.Attach attach) {
      return client.attach(attach.run(), screen);
    } else if (errand instanceof Errand.Stop end) {
      RunClient.Stopped stopped = client.stop(end.run());
      err.println(
          "run " + stopped.run() + (stopped.before() ? " is over already" : " is asked to stop"));
      return 0;
    }
    throw new AssertionError(errand);
  }
}
