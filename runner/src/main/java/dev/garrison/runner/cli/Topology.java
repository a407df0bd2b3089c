package dev.garrison.runner.cli;

import dev.garrison.core.ClusterSpec;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;

/** Where the jobs run. This version has one place: this process. */
final class Topology {
  private static final String ONE_PROCESS =
      "omit --server, or give one node that serves all three jobs, like --server"
          + " '{\"local\": [\"127.0.0.1:7000\"]}' --ps-job-name local --wk-job-name local"
          + " --ev-job-name local";

  private Topology() {}

  /**
   * @throws UserException if what is asked for needs more than this process
   */
  static void check(Arguments arguments) {
    if (arguments.has("client") && arguments.has("server")) {
      throw new UserException("--server, --client: give one of the two, not both");
    }
    if (arguments.has("client")) {
      throw new UserException(
          "--client "
              + arguments.text("client").orElse("")
              + ": needs cluster support, which this version does not have; "
              + ONE_PROCESS);
    }
    if (arguments.has("MPI")) {
      throw new UserException(
          "--MPI: there is no MPI transport in this version; leave it out to train in one process");
    }
    if (arguments.has("use-tpu") || arguments.has("reuse-tpu")) {
      throw new UserException(
          "--use-tpu, --reuse-tpu: TensorFlow's Java build has no TPU devices; leave it out, or use"
              + " --use-gpu with a GPU build");
    }
    arguments.text("server").ifPresent(server -> checkServer(arguments, server));
  }

  private static void checkServer(Arguments arguments, String server) {
    if (server.equals("G5k")) {
      throw new UserException(
          "--server G5k: needs cluster support, which this version does not have; " + ONE_PROCESS);
    }
    ClusterSpec cluster;
    try {
      cluster = ClusterSpec.parse(server);
      cluster.job(arguments.text("ps-job-name").orElse("ps"));
      cluster.job(arguments.text("wk-job-name").orElse("workers"));
      cluster.job(arguments.text("ev-job-name").orElse("eval"));
    } catch (UserException e) {
      throw new UserException("--server: " + e.getMessage(), e);
    }
    if (cluster.nodes().size() > 1) {
      throw new UserException(
          "--server: names "
              + cluster.nodes().size()
              + " nodes, which needs cluster support that this version does not have; "
              + ONE_PROCESS);
    }
  }
}
