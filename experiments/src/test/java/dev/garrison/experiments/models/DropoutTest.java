package dev.garrison.experiments.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Initializers;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;
import dev.garrison.experiments.ReplicaOptions;
import dev.garrison.experiments.Samples;
import dev.garrison.experiments.StochasticModel;
import dev.garrison.experiments.Weight;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class DropoutTest {
  private static final DataShape POINTS = new DataShape(ImmutableList.of(1_000), 2);
  private static final int SIZE = 20;
  private static final Seed SEED = new Seed(71);

  @ParameterizedTest
  @ValueSource(floats = {0.25f, 0.5f, 0.9f})
  void keepsTheExpectation(float rate) {
    double[] masks =
        Arrays.stream(DropoutMasks.of(SEED, 0, rate, 100, 1_000))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    double mean = Arrays.stream(masks).average().orElseThrow();

    // A kept value is 1 / (1 − rate), so the variance is rate / (1 − rate); five standard errors.
    double error = Math.sqrt(rate / (1 - rate) / masks.length);
    assertEquals(1, mean, 5 * error, "seed " + SEED);
  }

  @Test
  void gradientsAreThoseOfTheMaskedNet() {
    // Logits are x·m·w. At w = 0 the slope of the mean loss is that of x times the mask.
    Batch batch = new Samples(POINTS, SIZE, 5).batch();
    double[][] masks = DropoutMasks.of(SEED, 0, 0.5f, SIZE, 1_000);
    double[] expected = new double[2 * 1_000];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < 1_000; j++) {
        double product = batch.inputs()[i * 1_000 + j] * masks[i][j];
        for (int k = 0; k < 2; k++) {
          expected[2 * j + k] += product * (0.5 - (batch.targets()[i] == k ? 1 : 0)) / SIZE;
        }
      }
    }

    float[] gradient = gradient(new Dropped(0.5f, 0), batch, SEED);
    for (int i = 0; i < expected.length; i++) {
      // Twenty terms of at most 1 / 20, and their roundings in single precision.
      assertEquals(expected[i], gradient[i], 1e-6, "parameter " + i + ", seed " + SEED);
    }
  }

  @Test
  void theSeedDecidesTheBits() {
    Batch batch = new Samples(POINTS, SIZE, 5).batch();
    Model model = new Dropped(0.5f, 0.25f);
    float[] first = gradient(model, batch, SEED.derive("step", 1));

    assertArrayEquals(first, gradient(model, batch, SEED.derive("step", 1)));
    assertFalse(Arrays.equals(first, gradient(model, batch, SEED.derive("step", 2))));
  }

  @Test
  void layersDrawApart() {
    double[][] one = DropoutMasks.of(SEED, 0, 0.5f, 1, 1_000);
    double[][] other = DropoutMasks.of(SEED, 1, 0.5f, 1, 1_000);
    int same = 0;
    for (int i = 0; i < 1_000; i++) {
      same += one[0][i] == other[0][i] ? 1 : 0;
    }
    // Binomial with 1000 and 1/2: five standard deviations are 79.
    assertEquals(500, same, 79, "seed " + SEED);
  }

  @Test
  void evaluationAndAnswersKnowNoDropout() {
    Samples samples = new Samples(POINTS, SIZE, 5);
    Model dropped = new Dropped(0.9f, 0.9f);
    Model plain = new Logistic();
    float[] values = Initializers.parameters(plain.weights(POINTS), SEED);
    try (Replica one = replica(dropped);
        Replica other = replica(plain);
        Parameters parameters = Parameters.copyOf(values)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(other.evaluate(parameters, samples, 7), one.evaluate(parameters, samples, 7));
        assertArrayEquals(
            other.predict(parameters, samples.batch()), one.predict(parameters, samples.batch()));
      }
    }
  }

  @Test
  void aModelThatDivergedIsNotMendedByBeingDropped() {
    Batch batch = new Samples(POINTS, SIZE, 5).batch();
    Arrays.fill(batch.inputs(), Float.POSITIVE_INFINITY);

    for (float value : gradient(new Dropped(0.5f, 0), batch, SEED)) {
      assertTrue(Float.isNaN(value), () -> "" + value);
    }
  }

  private static float[] gradient(Model model, Batch batch, Seed seed) {
    try (Replica replica = replica(model);
        Lane lane = replica.lane(batch.size());
        Parameters parameters = Parameters.copyOf(new float[replica.dimension()])) {
      float[] out = new float[replica.dimension()];
      lane.gradient(parameters, batch, seed, out);
      return out;
    }
  }

  private static Replica replica(Model model) {
    return new Replica(model, POINTS, ReplicaOptions.defaults());
  }

  /** Logistic regression on dropped inputs. */
  private static final class Dropped implements StochasticModel {
    private final Layers layers;

    Dropped(float first, float second) {
      Layers dropped = Layers.none().dropout(first);
      layers = (second > 0 ? dropped.dropout(second) : dropped).dense("dense1", 2);
    }

    @Override
    public boolean fits(DataShape data) {
      return true;
    }

    @Override
    public ImmutableList<Weight> weights(DataShape data) {
      return layers.weights(data);
    }

    @Override
    public Operand<TFloat32> outputs(
        Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
      return layers.outputs(tf, data, inputs, weights);
    }

    @Override
    public Operand<TFloat32> trainingOutputs(
        Ops tf,
        DataShape data,
        Operand<TFloat32> inputs,
        List<Operand<TFloat32>> weights,
        Operand<TInt64> seed) {
      return layers.trainingOutputs(tf, data, inputs, weights, seed);
    }
  }
}
