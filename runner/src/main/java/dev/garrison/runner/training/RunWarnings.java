package dev.garrison.runner.training;

import dev.garrison.cluster.codec.Sign;
import dev.garrison.experiments.Devices;
import dev.garrison.runner.cli.Behaviour;
import dev.garrison.runner.cli.Population;
import dev.garrison.runner.cli.RunConfig;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Says what a user should know about a configuration that works but may not be meant. */
final class RunWarnings {
  private static final Logger LOG = LogManager.getLogger();

  private RunWarnings() {}

  /** Warnings that do not keep a run from starting. */
  static void say(RunConfig config, Assembly parts) {
    Population population = config.population();
    int real = population.faulty().size();
    int local = population.local().size();
    if (2L * population.declared() >= population.workers()) {
      LOG.warn(
          "--nb-decl-byz-workers {} is half of --nb-workers {} or more: no rule can stand that"
              + " without data of its own, as fltrust has",
          population.declared(),
          population.workers());
    }
    if (real > population.declared()) {
      LOG.warn(
          "--nb-real-byz-workers {}{} is more than --nb-decl-byz-workers {}: the rule is not told"
              + " the truth",
          real - local,
          local == 0 ? "" : " and --nb-local-byz-workers " + local,
          population.declared());
    }
    if (parts.remote.isPresent() && parts.codec.codec() instanceof Sign && !parts.sendsVotes()) {
      LOG.warn(
          "--codec sign: only what the workers send is short; parameters go back in full unless the"
              + " rule votes (majority-vote, no --pre-aggregators) and the optimizer moves by signs"
              + " (signum, signsgd, sgd, distsgd)");
    }
    Behaviour behaviour = config.behaviour();
    if (behaviour.gpu() && Devices.gpuCount(config.numerics().workerThreads()) == 0) {
      LOG.warn("--use-gpu: this build of TensorFlow sees no GPU; computing on the CPU");
    }
  }
}
