package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import dev.garrison.experiments.models.Linregnet;
import dev.garrison.experiments.models.Logistic;
import dev.garrison.experiments.models.Mlp;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class ReplicaTest {
  private static final DataShape POINTS = new DataShape(ImmutableList.of(4), 3);
  private static final DataShape REGRESSION = new DataShape(ImmutableList.of(4), 0);
  private static final long SEED = 23;

  /** Losses of about 1 in single precision: some ten roundings of 6e-8 each. */
  private static final double ROUNDINGS = 1e-6;

  @Test
  void evaluatesLikeAPersonWithPencilAndPaper() {
    // Logits are the first three inputs, whatever the fourth is.
    float[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, /* bias */ 0, 0, 0};
    Batch batch = new Batch(POINTS, 2);
    System.arraycopy(new float[] {2, 0, 0, 9, 1, 1, 3, 9}, 0, batch.inputs(), 0, 8);
    batch.targets()[0] = 0;
    batch.targets()[1] = 1;
    double right = Math.log(Math.exp(2) + 2) - 2;
    double wrong = Math.log(2 * Math.exp(1) + Math.exp(3)) - 1;

    try (Replica replica = replica(new Logistic(), POINTS);
        Parameters parameters = Parameters.copyOf(identity)) {
      Evaluation evaluation = replica.evaluate(parameters, examples(batch), 2);

      assertEquals((right + wrong) / 2, evaluation.loss(), ROUNDINGS);
      assertEquals(OptionalDouble.of(0.5), evaluation.accuracy());
    }
  }

  @Test
  void evaluatesTheShortLastBatchToo() {
    Samples samples = new Samples(POINTS, 23, SEED);
    try (Replica replica = replica(new Mlp("5"), POINTS);
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      Evaluation whole = replica.evaluate(parameters, samples, 23);

      for (int batchSize : new int[] {1, 7, 22, 100}) {
        Evaluation parts = replica.evaluate(parameters, samples, batchSize);
        assertEquals(whole.loss(), parts.loss(), ROUNDINGS, "batch size " + batchSize);
        assertEquals(whole.accuracy(), parts.accuracy(), "batch size " + batchSize);
      }
    }
  }

  @Test
  void evaluationOfARegressionIsTheMeanSquaredErrorOfItsPredictions() {
    Samples samples = new Samples(REGRESSION, 9, SEED);
    try (Replica replica = replica(new Linregnet(), REGRESSION);
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      float[] predictions = replica.predict(parameters, samples.batch());
      double sum = 0;
      for (int i = 0; i < samples.size(); i++) {
        sum += Math.pow((double) predictions[i] - samples.target(i), 2);
      }

      Evaluation evaluation = replica.evaluate(parameters, samples, 4);
      assertEquals(sum / samples.size(), evaluation.loss(), ROUNDINGS);
      assertEquals(OptionalDouble.empty(), evaluation.accuracy());
    }
  }

  @Test
  void predictsProbabilities() {
    Samples samples = new Samples(POINTS, 6, SEED);
    try (Replica replica = replica(new Logistic(), POINTS);
        Parameters parameters = Parameters.copyOf(replica.initialParameters(new Seed(SEED)))) {
      float[] rows = replica.predict(parameters, samples.batch());

      assertEquals(6 * 3, rows.length);
      double loss = 0;
      for (int i = 0; i < 6; i++) {
        assertEquals(1, rows[3 * i] + rows[3 * i + 1] + rows[3 * i + 2], ROUNDINGS);
        loss -= Math.log(rows[3 * i + (int) samples.target(i)]) / 6;
      }
      assertEquals(replica.evaluate(parameters, samples, 6).loss(), loss, ROUNDINGS);
    }
  }

  @Test
  void aModelThatDivergedIsRightAboutNothing() {
    Samples samples = new Samples(POINTS, 30, SEED);
    try (Replica replica = replica(new Logistic(), POINTS)) {
      float[] values = new float[replica.dimension()];
      for (float garbage : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
        Arrays.fill(values, garbage);
        try (Parameters parameters = Parameters.copyOf(values)) {
          Evaluation evaluation = replica.evaluate(parameters, samples, 8);

          assertTrue(Double.isNaN(evaluation.loss()), () -> garbage + ": " + evaluation);
          assertEquals(OptionalDouble.of(0), evaluation.accuracy(), () -> garbage + "");
        }
      }
    }
  }

  @Test
  void regularizationAddsBothNormsAndTheirSlopes() {
    double l1 = 0.25;
    double l2 = 0.5;
    Batch batch = new Samples(POINTS, 5, SEED).batch();
    float[] w = new float[15];
    for (int i = 0; i < w.length; i++) {
      w[i] = (i - 7) / 8f;
    }
    double sum = 0;
    double squares = 0;
    for (float value : w) {
      sum += Math.abs(value);
      squares += (double) value * value;
    }
    double norm = Math.sqrt(squares);
    float[] plain = new float[w.length];
    float[] penalized = new float[w.length];

    double without = gradient(ReplicaOptions.defaults(), w, batch, plain);
    double with = gradient(new ReplicaOptions(1, false, l1, l2), w, batch, penalized);

    // Losses of about 5: roundings of 5 · 6e-8.
    assertEquals(without + l1 * sum + l2 * norm, with, 5 * ROUNDINGS);
    for (int i = 0; i < w.length; i++) {
      double slope = plain[i] + l1 * Math.signum(w[i]) + l2 * w[i] / norm;
      assertEquals(slope, penalized[i], ROUNDINGS, "parameter " + i);
    }
  }

  @Test
  void regularizationAtZeroLeavesTheGradientAsItIs() {
    Batch batch = new Samples(POINTS, 5, SEED).batch();
    float[] plain = new float[15];
    float[] penalized = new float[15];

    gradient(ReplicaOptions.defaults(), new float[15], batch, plain);
    gradient(new ReplicaOptions(1, false, 1, 1), new float[15], batch, penalized);

    assertArrayEquals(plain, penalized);
  }

  @Test
  void evaluationKnowsNoRegularization() {
    Samples samples = new Samples(POINTS, 5, SEED);
    float[] w = new float[15];
    Arrays.fill(w, 2);
    try (Replica plain = replica(new Logistic(), POINTS);
        Replica penalized =
            new Replica(new Logistic(), POINTS, new ReplicaOptions(1, false, 3, 3));
        Parameters parameters = Parameters.copyOf(w)) {
      assertEquals(
          plain.evaluate(parameters, samples, 5), penalized.evaluate(parameters, samples, 5));
    }
  }

  @Test
  void aModelOfOneWeightWorks() {
    Batch batch = new Batch(REGRESSION, 1);
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, batch.inputs(), 0, 4);
    batch.targets()[0] = 1;
    float[] gradient = new float[4];
    try (Replica replica = replica(new OneWeight(), REGRESSION);
        Lane lane = replica.lane(1);
        Parameters parameters = Parameters.copyOf(new float[] {1, 0, 1, 0})) {
      // Output 4, error 3, gradient 2 · 3 · input: all exact in binary.
      assertEquals(9f, lane.gradient(parameters, batch, new Seed(SEED), gradient));
      assertArrayEquals(new float[] {6, 12, 18, 24}, gradient);
    }
  }

  @Test
  void sameSeedGivesTheSameParameters() {
    try (Replica one = replica(new Mlp("5"), POINTS);
        Replica other = replica(new Mlp("5"), POINTS)) {
      assertArrayEquals(
          one.initialParameters(new Seed(SEED)), other.initialParameters(new Seed(SEED)));
    }
  }

  @Test
  void refusesAModelThatDoesNotFit() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> replica(new Logistic(), REGRESSION).close());

    assertEquals("model: Logistic does not fit " + REGRESSION, refusal.getMessage());
  }

  @Test
  void refusesToEvaluateOnExamplesOfAnotherShape() {
    Samples images = new Samples(REGRESSION, 3, SEED);
    try (Replica replica = replica(new Logistic(), POINTS);
        Parameters parameters = Parameters.copyOf(new float[replica.dimension()])) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class, () -> replica.evaluate(parameters, images, 3));

      assertEquals("examples: expected " + POINTS + ", got " + REGRESSION, refusal.getMessage());
    }
  }

  private static Replica replica(Model model, DataShape data) {
    return new Replica(model, data, ReplicaOptions.defaults());
  }

  private static float gradient(ReplicaOptions options, float[] w, Batch batch, float[] out) {
    try (Replica replica = new Replica(new Logistic(), POINTS, options);
        Lane lane = replica.lane(batch.size());
        Parameters parameters = Parameters.copyOf(w)) {
      return lane.gradient(parameters, batch, new Seed(SEED), out);
    }
  }

  private static Dataset examples(Batch batch) {
    return new Dataset() {
      @Override
      public DataShape shape() {
        return batch.shape();
      }

      @Override
      public int size() {
        return batch.size();
      }

      @Override
      public void read(int index, Batch out, int slot) {
        int features = batch.shape().features();
        System.arraycopy(batch.inputs(), index * features, out.inputs(), slot * features, features);
        out.targets()[slot] = batch.targets()[index];
      }

      @Override
      public float target(int index) {
        return batch.targets()[index];
      }
    };
  }

  /** A regression without bias. */
  private static final class OneWeight implements Model {
    @Override
    public boolean fits(DataShape data) {
      return !data.isClassification();
    }

    @Override
    public ImmutableList<Weight> weights(DataShape data) {
      return ImmutableList.of(
          new Weight("kernel", ImmutableList.of(data.features(), 1), Initializers.zeros()));
    }

    @Override
    public Operand<TFloat32> outputs(
        Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
      return tf.linalg.matMul(inputs, weights.get(0));
    }
  }
}
