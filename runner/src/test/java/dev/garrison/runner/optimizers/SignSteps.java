package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.experiments.Parameters;
import java.util.SplittableRandom;

/** Holds an optimizer's {@link SignStep} against its graph. */
final class SignSteps {
  private static final int DIMENSION = 4099;
  private static final int STEPS = 20;
  private static final long SEED = 20261120;

  private SignSteps() {}

  /** Both end with the same bits on random parameters, rates and signs, over several steps. */
  static void agree(String spec) {
    Optimizer optimizer = OptimizerContract.create(spec);
    SplittableRandom random = new SplittableRandom(SEED);
    float[] x = new float[DIMENSION];
    for (int k = 0; k < DIMENSION; k++) {
      // From denormal to huge, and both zeros
      x[k] =
          switch (k % 8) {
            case 0 -> 0f;
            case 1 -> -0f;
            default -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-44, 30)));
          };
    }
    try (ServerGraph server = new ServerGraph(optimizer, DIMENSION, 1)) {
      server.initialize(x);
      for (int step = 1; step <= STEPS; step++) {
        float[] signs = new float[DIMENSION];
        float rate = (float) Math.pow(10, random.nextDouble(-6, 1));
        SignStep formula = optimizer.signStep(rate).orElseThrow();
        for (int k = 0; k < DIMENSION; k++) {
          signs[k] = random.nextInt(3) - 1;
          x[k] = formula.apply(x[k], signs[k]);
        }
        try (Parameters stepped = server.apply(signs, rate, step)) {
          float[] graph = OptimizerContract.values(stepped);
          for (int k = 0; k < DIMENSION; k++) {
            assertEquals(
                Float.floatToRawIntBits(x[k]),
                Float.floatToRawIntBits(graph[k]),
                "%s, seed %d, step %d, coordinate %d: formula %s, graph %s"
                    .formatted(spec, SEED, step, k, x[k], graph[k]));
          }
        }
      }
    }
  }
}
