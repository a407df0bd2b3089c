package dev.garrison.runner.training;

import dev.garrison.aggregators.TrustedGradient;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.Batch;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.BatchSampler;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import java.util.stream.IntStream;

/**
 * The gradient of the server itself, on a few examples that it trusts: drawn from the training data
 * by the seed, the same at every step, all of them one batch. Computed once per step, however often
 * the rule asks. A function of the seed, the step and the parameters; remembers nothing that a
 * checkpoint would have to hold. One thread, the training loop's.
 */
final class ServerGradient implements TrustedGradient, AutoCloseable {
  private final Lane lane;
  private final Batch batch;
  private final Seed draws;
  private final float[] gradient;
  private long step = -1;

  /**
   * @param replica closed by the caller, after this
   * @param train of the replica's shape
   * @param examples how many are trusted
   * @param seed of the choice, and of what the model draws
   * @throws UserException if there are not that many
   */
  ServerGradient(Replica replica, Dataset train, int examples, Seed seed) {
    if (examples > train.size()) {
      throw new UserException(
          "--trusted-examples: expected at most the "
              + train.size()
              + " training examples, got "
              + examples);
    }
    batch = new Batch(train.shape(), examples);
    int[] all = IntStream.range(0, train.size()).toArray();
    try (BatchSampler sampler = new BatchSampler(train, all, seed)) {
      // The first batch of a seeded order has no example twice.
      sampler.fill(0, batch);
    }
    draws = seed.derive("draws");
    lane = replica.lane(examples);
    gradient = new float[replica.dimension()];
  }

  /**
   * Computes the gradient of a step.
   *
   * @param now number of the step
   * @param parameters those the workers compute at
   * @throws DivergedException if it is not finite
   */
  void computeAt(long now, Parameters parameters) {
    float loss = lane.gradient(parameters, batch, draws.derive("step", now), gradient);
    if (!Vectors.allFinite(gradient)) {
      throw new DivergedException(
          "step %d: the server's own gradient is not finite, its loss is %s: the model diverged"
              .formatted(now + 1, loss));
    }
    step = now;
  }

  @Override
  public void compute(long asked, float[] out) {
    if (asked != step) {
      throw new IllegalStateException(
          "the server's own gradient is that of step " + step + ", asked for that of " + asked);
    }
    System.arraycopy(gradient, 0, out, 0, out.length);
  }

  @Override
  public void close() {
    lane.close();
  }
}
