package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.ClusterSource;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What one command line asks for.
 *
 * @param roster the cluster
 * @param deploys whether nodes are started on their hosts
 * @param own the slot that this process serves as
 * @param remote the slots whose nodes are started on their hosts
 * @param nice jobs whose nodes run at the lowest priority
 * @param ownNice whether this process does
 * @param runner arguments of the runner that runs once the cluster is up
 * @param insecure whether there are no certificates
 * @param hosts how hosts are reached
 * @param requirement which nodes have to come up
 * @param restarts whether nodes that end are started again
 * @param plugins jars and class folders of the user's
 */
record Request(
    Roster roster,
    boolean deploys,
    Optional<Slot> own,
    ImmutableSet<Slot> remote,
    ImmutableSet<String> nice,
    boolean ownNice,
    Optional<ImmutableList<String>> runner,
    boolean insecure,
    Hosts hosts,
    Requirement requirement,
    boolean restarts,
    ImmutableList<Path> plugins) {
  private static final ImmutableList<String> NEED_DEPLOY =
      ImmutableList.of(
          "omit", "runner", "UDP", "ssh", "java", "install-dir", "require", "no-restart", "env");

  /**
   * Reads a command line.
   *
   * @param environment variables of this process
   * @throws UserException naming the option, the value and what would be right
   */
  static Request read(Arguments arguments, Map<String, String> environment) {
    if (arguments.has("MPI")) {
      throw new UserException(
          "--MPI: there is no MPI transport; leave it out: gradients travel over TLS, or over UDP"
              + " with --UDP N");
    }
    Roster roster = roster(arguments, environment);
    Optional<Slot> id = arguments.text("id").map(slot -> roster.slot("id", slot));
    boolean deploys = arguments.has("deploy");
    checkTogether(arguments, deploys, id);
    Optional<Slot> own = arguments.has("omit") ? Optional.empty() : id;
    ImmutableSet<Slot> remote =
        deploys
            ? Sets.difference(
                    roster.addresses().keySet(), id.stream().collect(ImmutableSet.toImmutableSet()))
                .immutableCopy()
            : ImmutableSet.of();
    Sets.SetView<Slot> all =
        Sets.union(remote, own.stream().collect(ImmutableSet.toImmutableSet()));
    checkNodes(roster, all, arguments.has("insecure"));
    if (arguments.has("runner") && all.contains(roster.server())) {
      throw new UserException(
          "--runner: that runner is the parameter server; leave the node out with --id "
              + roster.server()
              + " --omit");
    }
    if (deploys && remote.isEmpty() && own.isEmpty() && !arguments.has("runner")) {
      throw new UserException(
          "--deploy, --omit: no node is left to start, "
              + id.orElseThrow()
              + " is the only one; leave --omit out, or train in one process with --runner");
    }
    ImmutableSet<String> nice = ImmutableSet.copyOf(arguments.all("nice"));
    nice.forEach(job -> roster.checkJob("nice", job));
    return new Request(
        roster,
        deploys,
        own,
        remote,
        nice,
        arguments.has("nice")
            && (nice.isEmpty() || own.isPresent() && nice.contains(own.get().job())),
        arguments.text("runner").map(words -> RunnerArguments.read(arguments, words, roster)),
        arguments.has("insecure"),
        Hosts.read(arguments, environment, roster),
        Requirement.parse(arguments.text("require").orElse("all")),
        !arguments.has("no-restart"),
        arguments.all("plugins").stream()
            .map(place -> Arguments.path("plugins", place))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Whether this deployment has a node at a slot. */
  boolean serves(Slot slot) {
    return remote.contains(slot) || own.equals(Optional.of(slot));
  }

  private static Roster roster(Arguments arguments, Map<String, String> environment) {
    String text = arguments.required("cluster", "give the whole cluster, see --help");
    try {
      return Roster.of(
          ClusterSource.read(text, environment), arguments.text("ps-job-name").orElse("ps"));
    } catch (UserException e) {
      throw new UserException("--cluster: " + e.getMessage(), e);
    }
  }

  private static void checkTogether(Arguments arguments, boolean deploys, Optional<Slot> id) {
    if (!deploys && id.isEmpty()) {
      throw new UserException(
          "--deploy, --id: give --deploy to start the cluster, or --id JOB:INDEX to serve as one"
              + " node of it");
    }
    for (String option : NEED_DEPLOY) {
      if (arguments.has(option) && !deploys) {
        throw new UserException("--" + option + ": only together with --deploy");
      }
    }
    if (arguments.has("omit") && id.isEmpty()) {
      throw new UserException("--omit: say which node is left out, like --id ps:0");
    }
    if (arguments.has("UDP") && !arguments.has("runner")) {
      throw new UserException(
          "--UDP: only together with --runner; otherwise give the runner --udp "
              + arguments.text("UDP").orElse("N"));
    }
  }

  private static void checkNodes(Roster roster, Iterable<Slot> slots, boolean insecure) {
    for (Slot slot : slots) {
      if (insecure) {
        PlainText.check(roster.addresses().get(slot));
      }
    }
    roster.checkApart(slots);
  }
}
