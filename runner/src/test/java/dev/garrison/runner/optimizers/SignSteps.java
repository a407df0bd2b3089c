package dev.garrison.runner.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.experiments.Parameters;
import java.util.List;
import java.util.SplittableRandom;

/** Holds an optimizer's {@link SignStep} against its graph. */
final class SignSteps {
  private static final int DIMENSION = 4099;

  /** Large enough for TensorFlow to split the vector between threads, at an uneven place. */
  private static final int SPLIT = 300_007;

  private static final int STEPS = 20;
  private static final long SEED = 20261120;

  private SignSteps() {}

  /**
   * A program of its own, since the first session of a process decides how many threads there are:
   * does the same with more than one.
   *
   * @param args the number of threads, then optimizers
   */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[0]);
    for (String spec : List.of(args).subList(1, args.length)) {
      agree(spec, SPLIT, threads);
      System.out.println("agrees: " + spec);
    }
  }

  /** Both end with the same bits on random parameters, rates and signs, over several steps. */
  static void agree(String spec) {
    agree(spec, DIMENSION, 1);
  }

  private static void agree(String spec, int dimension, int threads) {
    Optimizer optimizer = OptimizerContract.create(spec);
    SplittableRandom random = new SplittableRandom(SEED);
    float[] x = new float[dimension];
    for (int k = 0; k < dimension; k++) {
      // From denormal to huge, and both zeros
      x[k] =
          switch (k % 8) {
            case 0 -> 0f;
            case 1 -> -0f;
            default -> (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-44, 30)));
          };
    }
    try (ServerGraph server = new ServerGraph(optimizer, dimension, threads)) {
      server.initialize(x);
      for (int step = 1; step <= STEPS; step++) {
        float[] signs = new float[dimension];
        float rate = (float) Math.pow(10, random.nextDouble(-6, 1));
        SignStep formula = optimizer.signStep(rate).orElseThrow();
        for (int k = 0; k < dimension; k++) {
          signs[k] = random.nextInt(3) - 1;
          x[k] = formula.apply(x[k], signs[k]);
        }
        try (Parameters stepped = server.apply(signs, rate, step)) {
          float[] graph = OptimizerContract.values(stepped);
          for (int k = 0; k < dimension; k++) {
            if (threads > 1 && Math.abs(x[k]) < Float.MIN_NORMAL && graph[k] == 0) {
              // The one thing in which they may differ
              x[k] = graph[k];
            }
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
