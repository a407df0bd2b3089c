package dev.garrison.experiments.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.Bindings;
import dev.garrison.core.DataShape;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Initializers;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import dev.garrison.experiments.Samples;
import dev.garrison.experiments.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every model. */
abstract class ModelContract {
  static final DataShape IMAGES = new DataShape(ImmutableList.of(28, 28, 1), 10);
  static final DataShape POINTS = new DataShape(ImmutableList.of(20), 2);
  static final DataShape REGRESSION = new DataShape(ImmutableList.of(20), 0);

  private static final long SEED = 41;
  private static final double STEP = 1e-6;

  /** The model with its default arguments. */
  abstract Model model();

  /** Data of the kind it was made for. */
  abstract DataShape data();

  /** The net as its definition reads. */
  abstract Oracle.Net net();

  /**
   * What gradients are of, where that is another net.
   *
   * @param seed of the gradient
   * @param batch examples of it
   */
  Oracle.BatchNet trainingNet(Seed seed, int batch) {
    return (example, x, w) -> net().outputs(x, w);
  }

  /** Data on which the oracle does not take too long. */
  DataShape smallData() {
    return data();
  }

  /**
   * How a weight starts.
   *
   * @param fanIn inputs of one unit
   */
  void checkStart(String name, float[] values, int fanIn) {
    if (name.endsWith("/bias")) {
      assertArrayEquals(new float[values.length], values, name);
    } else {
      assertEquals(
          values.length,
          IntStream.range(0, values.length).filter(i -> values[i] != 0).count(),
          name);
    }
  }

  /** Number of parameters on that data. */
  abstract int dimension();

  /** Uniform on ±1/√fanIn, kernels and biases. */
  static void checkFanInUniform(String name, float[] values, int fanIn) {
    double limit = 1 / Math.sqrt(fanIn);
    double squares = 0;
    for (float value : values) {
      // Half a unit in the last place of a float.
      assertTrue(Math.abs(value) <= limit * (1 + 0x1p-24), () -> name + ": " + value);
      squares += (double) value * value;
    }
    // Variance limit²/3, five standard errors of it: √(4/45 / n) · limit².
    assertEquals(
        limit * limit / 3,
        squares / values.length,
        5 * limit * limit * Math.sqrt(4.0 / 45 / values.length),
        name);
  }

  @Test
  void hasTheDocumentedDimension() {
    assertTrue(model().fits(data()));
    assertEquals(dimension(), model().weights(data()).stream().mapToInt(Weight::size).sum());
  }

  @Test
  void isRegisteredUnderItsName() {
    String name = model().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    try (PluginRegistry registry = PluginRegistry.load(List.of(Model.KIND), List.of())) {
      assertInstanceOf(
          model().getClass(), registry.create(Model.KIND, PluginSpec.of(name), Bindings.none()));
    }
  }

  @Test
  void namesItsWeightsByLayer() {
    List<String> names = model().weights(data()).stream().map(Weight::name).toList();

    assertEquals(names.size(), names.stream().distinct().count(), () -> "names " + names);
    for (String name : names) {
      assertTrue(name.matches("(conv|dense)[1-9]/(kernel|bias)"), name);
    }
  }

  @Test
  void weightsStartAsDocumented() {
    List<Weight> weights = model().weights(data());
    float[] parameters = Initializers.parameters(model().weights(data()), new Seed(SEED));
    int from = 0;
    int fanIn = 0;
    for (Weight weight : weights) {
      if (weight.name().endsWith("/kernel")) {
        fanIn = weight.size() / weight.shape().get(weight.shape().size() - 1);
      }
      float[] values = Arrays.copyOfRange(parameters, from, from + weight.size());
      checkStart(weight.name(), values, fanIn);
      from += weight.size();
    }
  }

  @Test
  void evaluationAgreesWithTheOracle() {
    Samples samples = new Samples(smallData(), 3, SEED);
    try (Replica replica = replica();
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      double[][] weights = weights(replica.initialParameters(new Seed(SEED)));

      // Single precision, as below.
      assertEquals(
          Oracle.loss((i, x, w) -> net().outputs(x, w), samples.batch(), weights),
          replica.evaluate(parameters, samples, 3).loss(),
          1e-5,
          "seed " + SEED);
    }
  }

  @Test
  void lossAndGradientAgreeWithTheOracle() {
    Batch batch = new Samples(smallData(), 3, SEED).batch();
    try (Replica replica = replica();
        Lane lane = replica.lane(batch.size())) {
      float[] start = replica.initialParameters(new Seed(SEED));
      float[] gradient = new float[replica.dimension()];
      double loss;
      try (Parameters parameters = Parameters.copyOf(start)) {
        loss = lane.gradient(parameters, batch, new Seed(SEED), gradient);
      }
      double[][] weights = weights(start);

      // Single precision: 6e-8 per rounding, and sums of up to 800 products whose roundings mostly
      // cancel; a hundred times that leaves room and would still show one wrong product.
      Oracle.BatchNet net = trainingNet(new Seed(SEED), batch.size());
      assertEquals(Oracle.loss(net, batch, weights), loss, 1e-5, "seed " + SEED);
      int at = 0;
      for (int k = 0; k < weights.length; k++) {
        float[] slopes = Arrays.copyOfRange(gradient, at, at + weights[k].length);
        at += slopes.length;
        for (int i : coordinates(slopes)) {
          double expected = difference(net, batch, weights, k, i);
          assertEquals(
              expected,
              slopes[i],
              1e-6 + 1e-4 * Math.abs(expected),
              "seed " + SEED + ", weight " + k + ", parameter " + i);
        }
      }
    }
  }

  private Replica replica() {
    return new Replica(model(), smallData(), ReplicaOptions.defaults());
  }

  private double[][] weights(float[] parameters) {
    List<Weight> weights = model().weights(smallData());
    double[][] values = new double[weights.size()][];
    int from = 0;
    for (int k = 0; k < values.length; k++) {
      int start = from;
      values[k] =
          IntStream.range(0, weights.get(k).size())
              .mapToDouble(i -> parameters[start + i])
              .toArray();
      from += values[k].length;
    }
    return values;
  }

  /** The steepest coordinates and some random ones. */
  private static int[] coordinates(float[] slopes) {
    IntStream steepest =
        IntStream.range(0, slopes.length)
            .boxed()
            .sorted((a, b) -> Float.compare(Math.abs(slopes[b]), Math.abs(slopes[a])))
            .limit(3)
            .mapToInt(Integer::intValue);
    IntStream drawn = new Seed(SEED).random().ints(3, 0, slopes.length);
    return IntStream.concat(steepest, drawn).distinct().toArray();
  }

  /**
   * (L(w + h e) − L(w − h e)) / 2h, good to 1e-9: roundings of 1e-16 over h, and h² of truncation.
   * Kinks of rectifiers are rarely nearer than h.
   */
  private static double difference(
      Oracle.BatchNet net, Batch batch, double[][] weights, int k, int i) {
    double middle = weights[k][i];
    weights[k][i] = middle + STEP;
    double above = Oracle.loss(net, batch, weights);
    weights[k][i] = middle - STEP;
    double below = Oracle.loss(net, batch, weights);
    weights[k][i] = middle;
    return (above - below) / (2 * STEP);
  }
}
