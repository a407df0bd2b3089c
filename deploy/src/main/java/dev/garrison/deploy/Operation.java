package dev.garrison.deploy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.deploy.node.NodeMain;
import dev.garrison.deploy.node.NodeService;
import dev.garrison.deploy.node.NodeSettings;
import dev.garrison.deploy.remote.Bootstrap;
import dev.garrison.deploy.remote.Deployment;
import dev.garrison.deploy.remote.Distribution;
import dev.garrison.deploy.remote.Node;
import dev.garrison.deploy.remote.Progress;
import dev.garrison.deploy.remote.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One cluster from up to down. One thread. */
final class Operation {
  private static final int FAILED = 1;

  /** For what is between here and a node. */
  private static final int CONNECTION_SECONDS = 7;

  private static final String DOWN = "taking the cluster down";

  private final Request request;
  private final Signals signals;
  private final Path home;
  private final CredentialStore store;

  /**
   * @param home folder with {@code bin}
   */
  Operation(Request request, Signals signals, Path home) {
    this.request = request;
    this.signals = signals;
    this.home = home;
    this.store =
        new CredentialStore(CredentialStore.clusters(System.getenv()), request.roster().spec());
  }

  /**
   * Everything, until somebody asks for the end.
   *
   * @return exit status
   */
  int run() throws IOException, InterruptedException {
    if (request.ownNice()) {
      Niceness.lowest();
    }
    if (request.deploys() && !request.insecure()) {
      // The runner's and a client's as well: they read theirs from the same folder
      request.roster().addresses().keySet().forEach(store::issue);
      store.issue(Slot.CLIENT);
    }
    Optional<NodeService> own = Optional.empty();
    if (request.own().isPresent()) {
      own = Optional.of(serve(request.own().get()));
    }
    try {
      if (request.deploys()) {
        return deploy();
      }
      await(signals.asked());
      return 0;
    } finally {
      if (own.isPresent()) {
        own.get().close();
      }
    }
  }

  private NodeService serve(Slot slot) throws IOException {
    NodeSettings settings =
        new NodeSettings(
            slot,
            request.roster().server(),
            request.roster().spec().canonical(),
            request.roster().addresses().get(slot),
            request.insecure(),
            request.plugins());
    NodeService service = NodeService.start(settings, credentials(slot));
    System.err.println(slot + " on " + settings.address() + ": up in this process");
    return service;
  }

  private int deploy() throws IOException, InterruptedException {
    try (Distribution distribution =
            Distribution.of(home.resolve("bin"), classPath(), request.plugins());
        Deployment deployment = deployment(distribution)) {
      CompletableFuture<ImmutableSet<Slot>> started = deployment.start();
      await(CompletableFuture.anyOf(started, signals.asked()));
      if (signals.asked().isDone()) {
        System.err.println(DOWN);
        return 0;
      }
      ImmutableList<Slot> wanted =
          ImmutableList.<Slot>builder()
              .addAll(request.own().stream().toList())
              .addAll(request.remote())
              .build();
      ImmutableSet<Slot> up =
          Sets.union(ImmutableSet.copyOf(request.own().stream().toList()), started.join())
              .immutableCopy();
      if (!request.requirement().isMet(wanted, up)) {
        System.err.printf(
            "error: %d of %d nodes came up, and --require is %s; the cluster is taken down%n",
            up.size(), wanted.size(), request.requirement());
        return FAILED;
      }
      announce(up.size(), wanted.size());
      return request.runner().isPresent() ? train(deployment) : stay(deployment);
    }
  }

  private int stay(Deployment deployment) throws InterruptedException {
    CompletableFuture<Void> gone = gone(deployment);
    await(CompletableFuture.anyOf(signals.asked(), gone));
    if (signals.asked().isDone()) {
      System.err.println(DOWN);
      return 0;
    }
    System.err.println("error: no node is left");
    return FAILED;
  }

  private int train(Deployment deployment) throws IOException, InterruptedException {
    try (RunnerProcess runner =
        RunnerProcess.start(home.resolve("bin/runner"), request.runner().get())) {
      CompletableFuture<Void> gone = gone(deployment);
      await(CompletableFuture.anyOf(runner.ended(), signals.asked(), gone));
      if (!runner.ended().isDone() && !signals.asked().isDone()) {
        System.err.println("error: no node is left");
        runner.stop();
        return FAILED;
      }
      return runner.stop();
    }
  }

  /** Completed when no node is left; never if there is none elsewhere. */
  private CompletableFuture<Void> gone(Deployment deployment) {
    return request.own().isPresent() || request.remote().isEmpty()
        ? new CompletableFuture<>()
        : deployment.gone();
  }

  private Deployment deployment(Distribution distribution) throws InterruptedException {
    Hosts hosts = request.hosts();
    Bootstrap bootstrap =
        new Bootstrap(
            Bootstrap.thisPlatform(),
            distribution.id(),
            hosts.installDir(),
            hosts.java(),
            hosts.environment());
    ImmutableList<Node> nodes =
        request.remote().stream()
            .map(slot -> node(slot, distribution))
            .collect(ImmutableList.toImmutableList());
    return new Deployment(
        nodes,
        hosts.shells(),
        bootstrap,
        distribution,
        new Progress(System.err),
        request.restarts(),
        NodeMain.lastWords(request.remote().contains(request.roster().server()))
            .plusSeconds(CONNECTION_SECONDS));
  }

  private Node node(Slot slot, Distribution distribution) {
    Roster roster = request.roster();
    return new Node(
        slot,
        roster.addresses().get(slot),
        request.nice().contains(slot.job()),
        NodeMain.class.getName(),
        NodeSettings.words(
            slot,
            roster.server(),
            roster.spec().canonical(),
            roster.addresses().get(slot),
            request.insecure(),
            distribution.plugins()),
        credentials(slot));
  }

  private Optional<Credentials> credentials(Slot slot) {
    return request.insecure() ? Optional.empty() : Optional.of(store.read(slot));
  }

  private void announce(int up, int wanted) {
    String nodes =
        up == wanted ? up + (up == 1 ? " node" : " nodes") : up + " of " + wanted + " nodes";
    System.out.println("cluster is up: " + nodes + "; " + next());
    System.out.flush();
  }

  /** What to do with a cluster that is up. */
  private String next() {
    Roster roster = request.roster();
    if (request.runner().isPresent()) {
      return "starting the runner";
    }
    String runner =
        request.serves(roster.server())
            ? "--client " + roster.addresses().get(roster.server())
            : "--server " + Words.quote(roster.spec().canonical());
    return "train on it with bin/runner " + runner + "; Ctrl-C takes it down";
  }

  private static ImmutableList<Path> classPath() {
    return Splitter.on(File.pathSeparatorChar)
        .omitEmptyStrings()
        .splitToStream(System.getProperty("java.class.path"))
        .map(Path::of)
        .collect(ImmutableList.toImmutableList());
  }

  private static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
