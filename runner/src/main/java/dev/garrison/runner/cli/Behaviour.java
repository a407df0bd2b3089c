package dev.garrison.runner.cli;

import dev.garrison.core.cli.Arguments;

/**
 * How the program goes about a run, with no effect on its numbers.
 *
 * @param gpu whether GPU devices are used if there are any
 * @param evaluationWait whether the training waits for evaluations rather than put them off
 * @param stepWait how long a step waits for proposals
 * @param trace whether every phase of every step is printed
 * @param progress whether progress is shown
 * @param waitAtEnd whether the process waits for a signal when the run is over
 * @param endWithInput whether the end of standard input asks the run to stop
 */
public record Behaviour(
    boolean gpu,
    boolean evaluationWait,
    StepWait stepWait,
    boolean trace,
    boolean progress,
    boolean waitAtEnd,
    boolean endWithInput) {

  static Behaviour read(Arguments arguments, boolean cluster) {
    return new Behaviour(
        arguments.has("use-gpu") || arguments.has("reuse-gpu"),
        arguments.has("evaluation-wait"),
        StepWait.read(arguments, cluster),
        arguments.has("trace"),
        !arguments.has("no-progress"),
        arguments.has("server") && !arguments.has("no-wait"),
        arguments.has("end-with-stdin"));
  }
}
