package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An errand to a parameter server node.
 *
 * @param server the node
 * @param slot which the node must prove to have
 * @param credentials folder of all clusters' credentials, or of one cluster's; empty to go without,
 *     in plain text
 * @param errand what to ask of it
 */
public record ClientRequest(
    HostAndPort server, Slot slot, Optional<Path> credentials, Errand errand) {
  private static final String CLIENT = "client";
  private static final String ATTACH = "attach";
  private static final String STOP_RUN = "stop-run";

  /** What is said here and concerns this end only. */
  private static final ImmutableSet<String> HERE =
      ImmutableSet.of(
          CLIENT, ATTACH, STOP_RUN, "credentials", "insecure", "stdout-to", "stderr-to");

  /** What the node decides: where a run runs, what code it loads, and when its process ends. */
  private static final ImmutableSet<String> THERE =
      ImmutableSet.of("server", "plugins", "no-wait", "end-with-stdin");

  static ClientRequest read(Arguments arguments, Map<String, String> environment) {
    if (arguments.has("server")) {
      throw new UserException("--server, --client: give one of the two, not both");
    }
    for (String option : THERE) {
      if (arguments.has(option)) {
        throw new UserException(
            "--client, --" + option + ": the node decides that; leave --" + option + " out");
      }
    }
    String text = arguments.text(CLIENT).orElseThrow();
    return new ClientRequest(
        address(text),
        new Slot(arguments.text("ps-job-name").orElse("ps"), 0),
        arguments.has("insecure")
            ? Optional.empty()
            : Optional.of(
                arguments
                    .text("credentials")
                    .map(folder -> Arguments.path("credentials", folder))
                    .orElseGet(() -> CredentialStore.clusters(environment))),
        errand(arguments));
  }

  /**
   * Where this client's credentials are; empty if it is to do without.
   *
   * @throws UserException if no cluster is known that has the node
   */
  public Optional<CredentialStore> store() {
    return credentials.map(
        folder -> CredentialStore.of(folder).orElseGet(() -> lastDeployed(folder)));
  }

  private CredentialStore lastDeployed(Path folder) {
    return CredentialStore.withNode(folder, slot, server).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "--client "
                        + server
                        + ": no cluster with its "
                        + slot
                        + " there in "
                        + folder
                        + "; deploy it from here, copy its folder here, or name its folder with"
                        + " --credentials"));
  }

  private static Errand errand(Arguments arguments) {
    if (arguments.has(ATTACH) && arguments.has(STOP_RUN)) {
      throw new UserException("--attach, --stop-run: give one of the two, not both");
    }
    if (!arguments.has(ATTACH) && !arguments.has(STOP_RUN)) {
      return new Errand.Submit(arguments.words(HERE));
    }
    Set<String> mayStand = Sets.union(HERE, ImmutableSet.of("ps-job-name"));
    arguments.words(mayStand).stream()
        .findFirst()
        .ifPresent(
            word -> {
              throw new UserException(word + ": the run was submitted before; leave it out");
            });
    return arguments.has(ATTACH)
        ? new Errand.Attach(arguments.text(ATTACH).orElse(""))
        : new Errand.Stop(arguments.text(STOP_RUN).orElse(""));
  }

  private static HostAndPort address(String text) {
    try {
      HostAndPort address = HostAndPort.fromString(text);
      if (address.hasPort() && !address.getHost().isEmpty()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new UserException("--client: expected HOST:PORT, got \"" + text + "\"", e);
    }
    throw new UserException("--client: expected HOST:PORT, got \"" + text + "\"");
  }

  /**
   * Check of what came from a client.
   *
   * @throws UserException if it is not a run's command line, or chooses what it may not
   */
  public static void checkSubmitted(List<String> words) {
    Arguments arguments = Arguments.parse(CommandLineOptions.all(), words.toArray(String[]::new));
    for (String option : Sets.union(HERE, THERE)) {
      if (arguments.has(option)) {
        throw new UserException("--" + option + ": not for a submitted run");
      }
    }
  }
}
