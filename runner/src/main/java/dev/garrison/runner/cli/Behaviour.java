package dev.garrison.runner.cli;

import dev.garrison.core.cli.Arguments;

/**
 * How the program goes about a run, with no effect on its numbers.
 *
 * @param gpu whether GPU devices are used if there are any
 * @param stepWait how long a step waits for proposals
 * @param trace whether every phase of every step is printed
 * @param progress whether progress is shown
 * @param waitAtEnd whether the process waits for a signal when the run is over
 */
public record Behaviour(
    boolean gpu, StepWait stepWait, boolean trace, boolean progress, boolean waitAtEnd) {

  static Behaviour read(Arguments arguments) {
    return new Behaviour(
        arguments.has("use-gpu") || arguments.has("reuse-gpu"),
        StepWait.read(arguments, false),
        arguments.has("trace"),
        !arguments.has("no-progress"),
        arguments.has("server") && !arguments.has("no-wait"));
  }
}
