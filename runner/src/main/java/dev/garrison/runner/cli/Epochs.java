package dev.garrison.runner.cli;

import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.List;

/**
 * What is counted in epochs rather than steps. How many steps an epoch has is known when the data
 * is there.
 *
 * @param last additional epochs; 0 if the run's length is given in steps
 * @param evaluation epochs from one evaluation to the next; 0 if that is given in steps or seconds
 */
public record Epochs(int last, int evaluation) {
  static Epochs read(Arguments arguments) {
    refuse(arguments, "max-epoch", List.of("max-step", "max-steps"));
    refuse(arguments, "evaluation-epoch", List.of("evaluation-delta"));
    return new Epochs(count(arguments, "max-epoch"), count(arguments, "evaluation-epoch"));
  }

  private static int count(Arguments arguments, String option) {
    return arguments.has(option) ? arguments.integer(option, 0, 1) : 0;
  }

  private static void refuse(Arguments arguments, String option, List<String> others) {
    for (String other : others) {
      if (arguments.has(option) && arguments.has(other)) {
        throw new UserException("--%s, --%s: give one of the two".formatted(option, other));
      }
    }
  }
}
