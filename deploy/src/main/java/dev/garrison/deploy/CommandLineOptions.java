package dev.garrison.deploy;

import dev.garrison.core.ClusterSource;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Every option of deploy: AggregaThor's, and Garrison's own. */
final class CommandLineOptions {
  private final Options options = new Options();

  private CommandLineOptions() {}

  static Options all() {
    CommandLineOptions all = new CommandLineOptions();
    all.cluster();
    all.hosts();
    return all.options;
  }

  private void cluster() {
    options.addOption("h", "help", false, "show this help and exit");
    one(
        "cluster",
        ClusterSource.FORMS,
        "the whole cluster, like '{\"ps\": [\"a:7000\"], \"workers\": [\"b:7000\", \"c:7000\"]}'");
    flag("deploy", "start every node of the cluster, over SSH");
    one("id", "JOB:INDEX", "this process's node; not started over SSH");
    flag("omit", "with --deploy and --id: do not start that node at all");
    one("ps-job-name", "JOB", "parameter server job; default ps");
    many("nice", "JOB", "run this process, or these jobs' nodes, at the lowest priority");
    one("runner", "ARGS", "once the cluster is up, run the runner with these arguments");
    one("UDP", "N", "first N workers of that runner send gradients over UDP");
    flag("MPI", "use MPI as transport (not available)");
    flag("insecure", "no certificates and no encryption; loopback addresses only");
  }

  private void hosts() {
    one(
        "ssh",
        "COMMAND",
        "how to reach a host; default ssh; 'local' starts all nodes here, without SSH");
    one("java", "PATH", "JVM on the hosts; default: the first of version 17 or newer found there");
    one(
        "install-dir",
        "DIR",
        "where hosts keep the distribution; %h is the host; default ~/.cache/garrison");
    one("require", "all|quorum", "nodes that must come up: all, or most of every job; default all");
    flag("no-restart", "do not start a node again that has ended");
    many("env", "NAME=VALUE", "environment variables of the nodes");
    many("plugins", "PATH", "jars or class folders with plugins of your own, sent to the hosts");
  }

  private void flag(String name, String text) {
    options.addOption(null, name, false, text);
  }

  private void one(String name, String value, String text) {
    options.addOption(Option.builder().longOpt(name).hasArg().argName(value).desc(text).get());
  }

  private void many(String name, String value, String text) {
    options.addOption(
        Option.builder().longOpt(name).hasArgs().argName(value).optionalArg(true).desc(text).get());
  }
}
