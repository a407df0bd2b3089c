package dev.garrison.runner.cli;

import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.Optional;

/**
 * Settings that decide the bits of the result, and the threads of the rule, which do not.
 *
 * @param seed of every random choice
 * @param askedMomentum β in [0, 1), as asked for; empty if nothing was said
 * @param l1 strength, 0 for none
 * @param l2 strength, 0 for none
 * @param workerThreads TensorFlow's threads per logical worker
 * @param aggregationThreads of the rule
 * @param trustedExamples how many the server has, should the rule ask for a gradient of its own
 */
public record Numerics(
    Seed seed,
    Optional<Float> askedMomentum,
    double l1,
    double l2,
    int workerThreads,
    int aggregationThreads,
    int trustedExamples) {

  static Numerics read(Arguments arguments) {
    double momentum = arguments.real("worker-momentum", 0);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new UserException(
          "--worker-momentum: expected a number in [0, 1), got \""
              + arguments.text("worker-momentum").orElse("")
              + "\"");
    }
    return new Numerics(
        new Seed(arguments.whole("seed", 0)),
        arguments.has("worker-momentum") ? Optional.of((float) momentum) : Optional.empty(),
        Math.max(0, arguments.real("l1-regularize", 0)),
        Math.max(0, arguments.real("l2-regularize", 0)),
        arguments.integer("worker-threads", 1, 1),
        arguments.integer("aggregation-threads", Runtime.getRuntime().availableProcessors(), 1),
        arguments.integer("trusted-examples", 100, 1));
  }

  /**
   * The momentum β that the workers keep.
   *
   * @param optimizer its name
   * @param optimizers what that has the workers keep; 0 for nothing
   * @throws UserException if the user asks for one too
   */
  public float workerMomentum(String optimizer, float optimizers) {
    if (askedMomentum.isPresent() && optimizers > 0) {
      throw new UserException(
          "--worker-momentum: --optimizer %s sets it already, to %s; leave --worker-momentum out"
              .formatted(optimizer, optimizers));
    }
    return optimizers > 0 ? optimizers : askedMomentum.orElse(0f);
  }
}
