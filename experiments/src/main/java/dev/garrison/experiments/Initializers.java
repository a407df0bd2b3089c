package dev.garrison.experiments;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The usual ways for weights to start. The same seed gives the same bits on every machine. */
public final class Initializers {
  private Initializers() {}

  /** All zeros: biases. */
  public static Initializer zeros() {
    return (random, parameters, from, to) -> Arrays.fill(parameters, from, to, 0f);
  }

  /** All ones: scales of a normalization. */
  public static Initializer ones() {
    return (random, parameters, from, to) -> Arrays.fill(parameters, from, to, 1f);
  }

  /**
   * Uniform on ±1/√fanIn: PyTorch's default for kernels and biases of linear layers and
   * convolutions, where it is written as He's initialization with a slope of √5.
   *
   * @param fanIn inputs of one unit
   */
  public static Initializer fanInUniform(int fanIn) {
    return uniform(1 / Math.sqrt(fanIn));
  }

  /**
   * Uniform on ±√(6 / (fanIn + fanOut)): keeps the variance of activations and of gradients through
   * a layer without rectifier. Glorot and Bengio 2010.
   *
   * @param fanIn inputs of one unit
   * @param fanOut units that one input feeds
   */
  public static Initializer glorotUniform(int fanIn, int fanOut) {
    return uniform(Math.sqrt(6.0 / ((double) fanIn + fanOut)));
  }

  private static Initializer uniform(double limit) {
    return (random, parameters, from, to) -> {
      for (int i = from; i < to; i++) {
        parameters[i] = (float) (limit * (2 * random.nextDouble() - 1));
      }
    };
  }

  /**
   * Normal with mean 0 and variance 2 / fan. With a unit's inputs as fan it keeps the variance of
   * activations through a layer whose outputs are rectified; with the units that an input feeds,
   * that of gradients. He, Zhang, Ren and Sun 2015.
   *
   * @param fan inputs of one unit (fan-in), or units that one input feeds (fan-out)
   */
  public static Initializer heNormal(int fan) {
    double deviation = Math.sqrt(2.0 / fan);
    return (random, parameters, from, to) -> {
      for (int i = from; i < to; i += 2) {
        double x;
        double y;
        double square;
        do {
          x = 2 * random.nextDouble() - 1;
          y = 2 * random.nextDouble() - 1;
          square = x * x + y * y;
        } while (square >= 1 || square == 0);
        // Marsaglia's polar method: StrictMath's bits are the same on every machine and JDK, those
        // of SplittableRandom.nextGaussian are not specified.
        double scale = deviation * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        parameters[i] = (float) (scale * x);
        if (i + 1 < to) {
          parameters[i + 1] = (float) (scale * y);
        }
      }
    };
  }

  /**
   * First value of every parameter. Each weight has a sequence of its own, so that a change to one
   * leaves the others as they were.
   *
   * @param weights in the order of the flat vector
   * @param seed of the run
   * @return length d
   */
  public static float[] parameters(ImmutableList<Weight> weights, Seed seed) {
    float[] parameters =
        new float[weights.stream().mapToInt(Weight::size).reduce(0, Math::addExact)];
    int from = 0;
    for (Weight weight : weights) {
      SplittableRandom random = seed.derive("weight " + weight.name()).random();
      weight.initializer().fill(random, parameters, from, from + weight.size());
      from += weight.size();
    }
    return parameters;
  }
}
