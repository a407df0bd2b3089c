package dev.garrison.runner.training;

import dev.garrison.cluster.InProcessPool;
import dev.garrison.cluster.WorkerPool;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.remote.RemoteEvaluator;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Replica;
import dev.garrison.runner.cli.ClusterConfig;
import dev.garrison.runner.cli.RunConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the workers of a run: in this process, or on the nodes of a cluster. */
final class Pools {
  private Pools() {}

  /** Workers in this process. */
  static WorkerPool here(
      PluginRegistry registry,
      RunConfig config,
      Experiment experiment,
      Replica replica,
      WorkerSettings settings,
      Codec codec) {
    int cores = Runtime.getRuntime().availableProcessors();
    int lanes = Math.max(1, cores / config.numerics().workerThreads());
    return new InProcessPool(
        registry,
        experiment,
        replica,
        settings,
        codec,
        Math.min(lanes, settings.count()),
        config.behaviour().stepWait().timeout());
  }

  /**
   * Workers on a cluster's nodes, which are dialled in the background.
   *
   * @param credentials this process's own; empty for plain text
   * @param needed proposals that the rule can work with, those forged here included
   * @throws dev.garrison.core.UserException if plain text is not allowed, or there is no socket
   */
  static RemotePool remote(
      RunConfig config,
      ClusterConfig cluster,
      Optional<Credentials> credentials,
      RemoteRun run,
      int needed,
      StopSignal stop) {
    return new RemotePool(
        cluster.workers(),
        credentials,
        run,
        config.behaviour().stepWait().timeout(),
        Math.max(1, needed - run.workers().silent().size()),
        cluster.resync(),
        cluster.udp(),
        stop::isAsked);
  }

  /** Evaluates on a cluster's node, or here if the cluster has none for that. */
  static Evaluator evaluator(
      ClusterConfig cluster,
      Optional<Credentials> credentials,
      RemoteRun run,
      Evaluator here,
      StopSignal stop) {
    return cluster
        .evaluator()
        .<Evaluator>map(
            node -> new EvaluatorElsewhere(new RemoteEvaluator(node, credentials, run), here, stop))
        .orElse(here);
  }

  /**
   * This process's credentials; empty if it is to do without.
   *
   * @throws dev.garrison.core.UserException if there are none
   */
  static Optional<Credentials> credentials(ClusterConfig cluster) {
    return cluster
        .credentials()
        .map(folder -> Defence.named("--credentials", () -> credentials(cluster, folder)));
  }

  private static Credentials credentials(ClusterConfig cluster, Path folder) {
    if (!folder.equals(ClusterConfig.STANDARD_INPUT)) {
      return new CredentialStore(folder, cluster.spec()).read(cluster.server());
    }
    try {
      Credentials given = Credentials.read(System.in);
      if (!given.slot().equals(cluster.server())) {
        throw new UserException("expected those of %s, got %s".formatted(cluster.server(), given));
      }
      return given;
    } catch (IOException e) {
      throw new UserException("not on standard input: " + e.getMessage(), e);
    }
  }
}
