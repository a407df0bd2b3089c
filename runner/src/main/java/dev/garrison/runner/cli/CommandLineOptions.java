package dev.garrison.runner.cli;

import dev.garrison.core.ClusterSource;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Every option of the runner: AggregaThor's, and Garrison's own. */
final class CommandLineOptions {
  private final Options options = new Options();

  private CommandLineOptions() {}

  static Options all() {
    CommandLineOptions all = new CommandLineOptions();
    all.help();
    all.cluster();
    all.plugins();
    all.workers();
    all.training();
    all.files();
    all.behaviour();
    return all.options;
  }

  private void help() {
    options.addOption("h", "help", false, "show this help and exit");
    flag("version", "show the version and exit");
    maybe("list", "KIND", "list every plugin, or those of one kind, and exit");
    one("describe", "NAME", "show a plugin's arguments, requirement and paper, and exit");
  }

  private void cluster() {
    one(
        "server",
        ClusterSource.FORMS,
        "cluster to train on, this process being its parameter server; default: one process");
    one("client", "HOST:PORT", "have the run made by a deployed cluster's parameter server");
    maybe("attach", "RUN", "with --client: come back to a run; the latest by default");
    maybe("stop-run", "RUN", "with --client: have a run stop in order; the latest by default");
    one("ps-job-name", "JOB", "parameter server job; default ps");
    one(
        "ev-job-name",
        "JOB",
        "job whose first node evaluates; default eval, or the parameter server if there is none");
    one("wk-job-name", "JOB", "job whose nodes the workers are spread over; default workers");
    one(
        "credentials",
        "DIR",
        "folder of the clusters' credentials, with --client also of one; default: where bin/deploy"
            + " puts them");
    flag("insecure", "plain text and no credentials; for nodes on this machine only");
    one(
        "resync",
        "STEPS",
        "with --codec sign: send the parameters in full every so many steps; default 1000, 0 never");
    one("udp", "N", "proposals of the first N workers travel as UDP datagrams, which may be lost");
    one("udp-rate", "BYTES", "most that a node sends as datagrams per second; default 0, no limit");
    one("udp-fill", "nan|zero|previous", "what stands for coordinates that were lost; default nan");
    flag("MPI", "use MPI as transport (not available)");
  }

  private void plugins() {
    plugin("experiment", "model and data set to train; default digits");
    plugin("aggregator", "gradient aggregation rule (GAR)");
    plugin("optimizer", "how parameters follow the aggregate; default sgd");
    plugin("learning-rate", "learning rate schedule; default fixed");
    plugin("codec", "how proposals travel; default float32");
    plugin("attack", "what the real Byzantine workers do");
    plugin("local-attack", "what other workers do, each by itself, beside --attack");
    many("pre-aggregators", "SPEC", "transformations of the proposals before the rule, in order");
    many("plugins", "PATH", "jars or class folders with plugins of your own");
  }

  private void workers() {
    one("nb-workers", "N", "total number of workers (n)");
    one("nb-decl-byz-workers", "F", "declared number of Byzantine workers (f); default 0");
    one("nb-real-byz-workers", "B", "real number of Byzantine workers; default 0");
    one("byzantine-ids", "IDS", "which workers they are, like 0,3; default: chosen by the seed");
    one("nb-local-byz-workers", "K", "number of workers that --local-attack is in; default 0");
    one("local-attack-ids", "IDS", "which workers they are; default: chosen by the seed");
    one("trusted-workers", "IDS", "workers known to be honest, like 0,3, never drawn as Byzantine");
    one(
        "trusted-examples",
        "M",
        "size of the server's own data for rules that use it; default 100");
    one("worker-momentum", "BETA", "momentum kept by each worker, in [0, 1); default 0");
    one("worker-threads", "T", "TensorFlow threads per logical worker; default 1");
    one("aggregation-threads", "T", "threads of the rule; default: one per core");
    one(
        "step-timeout",
        "SECONDS|adaptive|none",
        "longest wait for proposals; adaptive follows the steps' usual time; default: none in one"
            + " process, adaptive on a cluster");
  }

  private void training() {
    one("seed", "S", "seed of every random choice; default 0");
    one(
        "max-step",
        "STEPS",
        "additional steps to perform, non-positive for no limit; default 10000");
    one("max-steps", "STEPS", "same as --max-step");
    one("max-epoch", "EPOCHS", "additional epochs to perform, in place of --max-step");
    one("l1-regularize", "S", "adds S times the l1 norm to the loss, non-positive for none");
    one("l2-regularize", "S", "adds S times the l2 norm to the loss, non-positive for none");
    cadence("evaluation", "evaluate", "10");
    one("evaluation-epoch", "EPOCHS", "evaluate every so many epochs");
    flag("evaluation-wait", "wait for evaluations rather than put off what cannot keep up");
    cadence("checkpoint", "save a checkpoint", "120");
    cadence("summary", "save summaries", "30");
  }

  private void cadence(String what, String verb, String period) {
    one(what + "-delta", "STEPS", verb + " every so many steps, negative for unused; default -1");
    one(
        what + "-period",
        "SECONDS",
        verb + " every so many seconds, negative for unused; default " + period);
  }

  private void files() {
    one("checkpoint-dir", "DIR", "the run's folder, '-' for none; default runs/<time>-<names>");
    one("checkpoint-keep", "K", "how many checkpoints are kept; default 3");
    one("summary-dir", "DIR", "folder of TensorBoard summaries, '-' for none; default: the run's");
    one("evaluation-file", "FILE", "where evaluations go, '-' for none; default <run folder>/eval");
    one("export-dir", "DIR", "write the trained model as a SavedModel to this new folder");
    one("stdout-to", "FILE", "duplicate standard output to a file, '-' for none");
    one("stderr-to", "FILE", "duplicate standard error to a file, '-' for none");
  }

  private void behaviour() {
    flag("use-gpu", "use TensorFlow's GPU devices if there are any");
    flag("reuse-gpu", "let several entities share a GPU, implies --use-gpu");
    flag("use-tpu", "not supported");
    flag("reuse-tpu", "not supported");
    flag("no-wait", "do not wait for a signal before exiting when --server is given");
    flag("no-progress", "no progress bar, no progress lines");
    flag("end-with-stdin", "stop in order when standard input ends");
    flag("trace", "print the time of every phase of every step");
  }

  private void plugin(String name, String text) {
    one(name, "NAME", text + "; NAME[,key:value]*");
    many(name + "-args", "KEY:VALUE", "arguments of the " + name);
  }

  private void flag(String name, String text) {
    options.addOption(Option.builder().longOpt(name).desc(text).get());
  }

  private void one(String name, String value, String text) {
    options.addOption(Option.builder().longOpt(name).hasArg().argName(value).desc(text).get());
  }

  private void maybe(String name, String value, String text) {
    options.addOption(
        Option.builder().longOpt(name).hasArg().optionalArg(true).argName(value).desc(text).get());
  }

  private void many(String name, String value, String text) {
    options.addOption(
        Option.builder().longOpt(name).hasArgs().argName(value).optionalArg(true).desc(text).get());
  }
}
