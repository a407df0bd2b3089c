package dev.garrison.experiments.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every residual net. */
abstract class ResnetContract {
  private static final DataShape TINY = new DataShape(ImmutableList.of(34, 32, 3), 5);
  private static final DataShape IMAGENET = new DataShape(ImmutableList.of(224, 224, 3), 1000);
  private static final Seed SEED = new Seed(97);

  abstract Model model(Norm norm);

  /** Number of parameters for 1000 classes: torchvision's. */
  abstract int dimension();

  abstract ResidualOracle oracle(Norm norm);

  @ParameterizedTest
  @EnumSource
  void hasTorchvisionsNumberOfParameters(Norm norm) {
    assertEquals(dimension(), model(norm).weights(IMAGENET).stream().mapToInt(Weight::size).sum());
  }

  @Test
  void isRegisteredUnderItsNameAndNormalizesByGroup() {
    Model model = model(Norm.GROUP);
    String name = model.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    try (PluginRegistry registry = PluginRegistry.load(List.of(Model.KIND), List.of())) {
      assertInstanceOf(
          model.getClass(), registry.create(Model.KIND, PluginSpec.of(name), Bindings.none()));
      assertInstanceOf(
          model.getClass(),
          registry.create(Model.KIND, PluginSpec.parse(name + ",norm:batch"), Bindings.none()));
      assertEquals("group", registry.describe(Model.KIND, name).arguments().get(0).defaultValue());
    }
  }

  @Test
  void namesItsWeightsByLayer() {
    List<String> names = model(Norm.GROUP).weights(TINY).stream().map(Weight::name).toList();

    assertEquals(names.size(), names.stream().distinct().count(), () -> "names " + names);
    for (String name : names) {
      assertTrue(name.matches("[a-z0-9.]+/(kernel|scale|bias)"), name);
    }
  }

  @Test
  void fitsColourImagesOfAtLeast32x32WithClasses() {
    Model model = model(Norm.GROUP);

    assertTrue(model.fits(IMAGENET));
    assertTrue(model.fits(new DataShape(ImmutableList.of(32, 33, 3), 2)));
    assertFalse(model.fits(new DataShape(ImmutableList.of(31, 64, 3), 2)));
    assertFalse(model.fits(new DataShape(ImmutableList.of(64, 64, 1), 2)));
    assertFalse(model.fits(new DataShape(ImmutableList.of(64, 64, 3), 0)));
    assertFalse(model.fits(new DataShape(ImmutableList.of(64), 2)));
  }

  @Test
  void convolutionsStartNormalWithVarianceTwoOverFanOut() {
    float[] parameters = Initializers.parameters(model(Norm.GROUP).weights(TINY), SEED);
    int from = 0;
    int dense = 0;
    for (Weight weight : model(Norm.GROUP).weights(TINY)) {
      float[] values = Arrays.copyOfRange(parameters, from, from + weight.size());
      from += values.length;
      double mean = 0;
      for (float value : values) {
        mean += (double) value / values.length;
      }
      double variance = 0;
      for (float value : values) {
        variance += (value - mean) * (value - mean) / values.length;
      }
      List<Integer> shape = weight.shape();
      if (weight.name().endsWith("/scale")) {
        assertEquals(1, mean, 0, weight.name());
        assertEquals(0, variance, 0, weight.name());
      } else if (shape.size() == 4) {
        double expected = 2.0 / (shape.get(0) * shape.get(1) * shape.get(3));
        // Five standard errors of a normal's variance.
        double error = 5 * expected * Math.sqrt(2.0 / values.length);
        assertEquals(expected, variance, error, weight.name());
      } else if (weight.name().startsWith("dense1/")) {
        dense = Math.max(dense, shape.get(0));
        ModelContract.checkFanInUniform(weight.name(), values, dense);
      } else {
        assertArrayEquals(new float[values.length], values, weight.name());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAgreeWithTheOracle(Norm norm) {
    Batch batch = new Samples(TINY, 2, 5).batch();
    float[] values = disturbed(norm);
    double[][] logits = oracle(norm).logits(images(batch), weights(norm, moved(values, values, 0)));
    try (Replica replica = replica(norm);
        Parameters parameters = Parameters.copyOf(values)) {
      float[] probabilities = replica.predict(parameters, batch);
      for (int i = 0; i < logits.length; i++) {
        for (int k = 0; k < TINY.classes(); k++) {
          double[] row = logits[i];
          int target = k;
          double expected = Math.exp(-Oracle.loss(TINY, row, target));
          // Single precision through some fifty layers that each keep the size of what they get.
          assertEquals(expected, probabilities[i * TINY.classes() + k], 1e-3, "seed " + SEED);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void slopesAgreeWithTheOracle(Norm norm) {
    // Of two examples a normalization by batch makes slopes that amplify every rounding.
    Batch batch = new Samples(TINY, 4, 5).batch();
    float[] values = disturbed(norm);
    float[] gradient = new float[values.length];
    try (Replica replica = replica(norm);
        Lane lane = replica.lane(4);
        Parameters parameters = Parameters.copyOf(values)) {
      lane.gradient(parameters, batch, SEED, gradient);
    }
    double square = 0;
    for (float slope : gradient) {
      square += (double) slope * slope;
    }
    // Along the gradient the slope is its length, and a part of it that were wrong would be
    // missing.
    double h = 1e-7 / Math.sqrt(square);
    double above = loss(norm, batch, moved(values, gradient, h));
    double below = loss(norm, batch, moved(values, gradient, -h));

    // Steps of 1e-7 cross hardly a kink and leave nine digits of the difference; single precision
    // through some fifty layers keeps three to four.
    assertEquals(square, (above - below) / (2 * h), 2e-3 * square, "seed " + SEED);
  }

  private double loss(Norm norm, Batch batch, double[] values) {
    double[][] logits = oracle(norm).logits(images(batch), weights(norm, values));
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      sum += Oracle.loss(TINY, logits[i], batch.targets()[i]) / logits.length;
    }
    return sum;
  }

  private static double[] moved(float[] values, float[] gradient, double by) {
    double[] moved = new double[values.length];
    Arrays.setAll(moved, i -> values[i] + by * gradient[i]);
    return moved;
  }

  @ParameterizedTest
  @EnumSource
  void stepsAgainstTheGradientLowerTheLoss(Norm norm) {
    Batch batch = new Samples(TINY, 2, 5).batch();
    try (Replica replica = replica(norm);
        Lane lane = replica.lane(2)) {
      float[] values = replica.initialParameters(SEED);
      float[] gradient = new float[values.length];
      float last = Float.POSITIVE_INFINITY;
      for (int step = 0; step < 3; step++) {
        float loss;
        try (Parameters parameters = Parameters.copyOf(values)) {
          loss = lane.gradient(parameters, batch, SEED, gradient);
        }
        assertTrue(loss < last, "step " + step + ": " + loss + " after " + last);
        last = loss;
        for (int i = 0; i < values.length; i++) {
          assertTrue(Float.isFinite(gradient[i]), "parameter " + i);
          values[i] -= 0.001f * gradient[i];
        }
      }
    }
  }

  @Test
  void anAnswerDependsOnTheOtherExamplesWhereTheyAreNormalizedTogether() {
    Batch both = new Samples(TINY, 2, 5).batch();
    Batch one = new Samples(TINY, 1, 5).batch();
    float[] first = Arrays.copyOf(both.inputs(), one.inputs().length);
    System.arraycopy(first, 0, one.inputs(), 0, first.length);
    for (Norm norm : Norm.values()) {
      try (Replica replica = replica(norm);
          Parameters parameters = Parameters.copyOf(replica.initialParameters(SEED))) {
        float together = replica.predict(parameters, both)[0];
        float alone = replica.predict(parameters, one)[0];
        if (norm == Norm.GROUP) {
          // Roundings may depend on the size of the batch.
          assertEquals(together, alone, 1e-4f);
        } else {
          assertNotEquals(together, alone, 1e-3f);
        }
      }
    }
  }

  static Replica replica(Model model) {
    return new Replica(model, TINY, ReplicaOptions.defaults());
  }

  private Replica replica(Norm norm) {
    return replica(model(norm));
  }

  /** Values at which no scale is one and no bias zero. */
  private float[] disturbed(Norm norm) {
    float[] values = Initializers.parameters(model(norm).weights(TINY), SEED);
    SplittableRandom random = SEED.derive("disturbed").random();
    int from = 0;
    for (Weight weight : model(norm).weights(TINY)) {
      for (int i = from; i < from + weight.size() && weight.shape().size() == 1; i++) {
        values[i] += (float) (0.2 * (2 * random.nextDouble() - 1));
      }
      from += weight.size();
    }
    return values;
  }

  private double[][] weights(Norm norm, double[] values) {
    List<Weight> weights = model(norm).weights(TINY);
    double[][] all = new double[weights.size()][];
    int from = 0;
    for (int k = 0; k < all.length; k++) {
      all[k] = Arrays.copyOfRange(values, from, from + weights.get(k).size());
      from += all[k].length;
    }
    return all;
  }

  private static double[][][][] images(Batch batch) {
    int rows = TINY.input().get(0);
    int columns = TINY.input().get(1);
    double[][][][] images = new double[batch.size()][rows][columns][3];
    int at = 0;
    for (double[][][] image : images) {
      for (double[][] row : image) {
        for (double[] position : row) {
          for (int c = 0; c < position.length; c++) {
            position[c] = batch.inputs()[at++];
          }
        }
      }
    }
    return images;
  }
}
