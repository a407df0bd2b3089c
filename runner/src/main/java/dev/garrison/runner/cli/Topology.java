package dev.garrison.runner.cli;

import dev.garrison.cluster.tls.CredentialStore;
import dev.garrison.core.ClusterSource;
import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the jobs run: in this process, or on the nodes of a cluster. */
final class Topology {
  private static final String SERVER = "server";
  private static final String EVALUATION_JOB = "ev-job-name";
  private static final String RESYNC = "resync";
  private static final int RESYNC_DEFAULT = 1000;

  private final Arguments arguments;
  private final String serverJob;
  private final String workerJob;
  private final String evaluationJob;

  private Topology(Arguments arguments) {
    this.arguments = arguments;
    this.serverJob = arguments.text("ps-job-name").orElse("ps");
    this.workerJob = arguments.text("wk-job-name").orElse("workers");
    this.evaluationJob = arguments.text(EVALUATION_JOB).orElse("eval");
  }

  /**
   * @param environment variables of the process
   * @return empty for this process alone
   * @throws UserException if what is asked for is not possible
   */
  static Optional<ClusterConfig> read(Arguments arguments, Map<String, String> environment) {
    refuseWhatIsNotThere(arguments);
    Topology topology = new Topology(arguments);
    if (!arguments.has(SERVER)) {
      topology.refuseWithoutServer("insecure", "credentials", RESYNC);
      Datagrams.refuseInOneProcess(arguments);
      return Optional.empty();
    }
    ClusterSpec spec;
    try {
      spec = ClusterSource.read(arguments.text(SERVER).orElseThrow(), environment);
      spec.job(topology.serverJob);
      spec.job(topology.workerJob);
      if (arguments.has(EVALUATION_JOB)) {
        spec.job(topology.evaluationJob);
      }
    } catch (UserException e) {
      throw new UserException("--server: " + e.getMessage(), e);
    }
    if (spec.nodes().size() == 1) {
      Datagrams.refuseInOneProcess(arguments);
      return Optional.empty();
    }
    return Optional.of(topology.cluster(spec, environment));
  }

  private ClusterConfig cluster(ClusterSpec spec, Map<String, String> environment) {
    int servers = spec.job(serverJob).size();
    if (workerJob.equals(serverJob)) {
      throw new UserException(
          "--wk-job-name: \"%s\" is the parameter server's job: this process, which dials nodes and is"
                  .formatted(workerJob)
              + " not dialled, so no workers live in it; name another job, whose nodes may be on the"
              + " same machine at other ports");
    }
    if (servers != 1) {
      throw new UserException(
          "--ps-job-name: job \"%s\" has %d nodes; there is one parameter server, this process"
              .formatted(serverJob, servers));
    }
    boolean elsewhere = spec.jobs().containsKey(evaluationJob) && !evaluationJob.equals(serverJob);
    return new ClusterConfig(
        spec,
        serverJob,
        workerJob,
        elsewhere ? Optional.of(evaluationJob) : Optional.empty(),
        credentials(environment),
        Datagrams.read(arguments),
        arguments.integer(RESYNC, RESYNC_DEFAULT, 0));
  }

  private Optional<Path> credentials(Map<String, String> environment) {
    if (arguments.has("insecure") && arguments.has("credentials")) {
      throw new UserException("--insecure, --credentials: give one of the two, not both");
    }
    if (arguments.has("insecure")) {
      return Optional.empty();
    }
    return Optional.of(
        arguments
            .text("credentials")
            .map(folder -> Arguments.path("credentials", folder))
            .orElseGet(() -> CredentialStore.clusters(environment)));
  }

  private void refuseWithoutServer(String... options) {
    for (String option : options) {
      if (arguments.has(option)) {
        throw new UserException(
            "--" + option + ": needs a cluster; give --server with more than one node");
      }
    }
  }

  private static void refuseWhatIsNotThere(Arguments arguments) {
    if (arguments.has("MPI")) {
      throw new UserException(
          "--MPI: there is no MPI transport in this version; leave it out: gradients travel over"
              + " TLS, or over UDP");
    }
    if (arguments.has("use-tpu") || arguments.has("reuse-tpu")) {
      throw new UserException(
          "--use-tpu, --reuse-tpu: TensorFlow's Java build has no TPU devices; leave it out, or use"
              + " --use-gpu with a GPU build");
    }
  }
}
