package dev.garrison.experiments;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * A model as a TensorFlow graph: a function of one flat parameter vector and a batch. Built once,
 * then read by any thread.
 */
final class ModelGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final int dimension;
  private final Placeholder<TFloat32> parameters;
  private final Placeholder<TFloat32> inputs;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TInt64> seed;
  private final Output<?> loss;
  private final Output<?> gradient;
  private final Output<?> lossSum;
  private final Output<?> correct;
  private final Output<?> predictions;

  ModelGraph(Model model, DataShape data, double l1, double l2) {
    Ops tf = Ops.create(graph);
    ImmutableList<Weight> weights = model.weights(data);
    dimension = weights.stream().mapToInt(Weight::size).reduce(0, Math::addExact);
    parameters = placeholder(tf, "parameters", Shape.of(dimension));
    inputs = placeholder(tf, "inputs", inputShape(data));
    targets = placeholder(tf, "targets", Shape.of(Shape.UNKNOWN_SIZE));

    List<Operand<TFloat32>> pieces = cut(tf, parameters, weights);
    Operand<TFloat32> outputs = model.outputs(tf, data, inputs, pieces);
    Operand<TFloat32> losses = losses(tf, data, outputs, targets);
    predictions = predictions(tf, data, outputs).asOutput();
    lossSum = tf.reduceSum(losses, tf.constant(0)).asOutput();
    correct = data.isClassification() ? correct(tf, outputs, losses, targets).asOutput() : null;

    Operand<TFloat32> trainingLosses = losses;
    if (model instanceof StochasticModel stochastic) {
      seed = tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of()));
      Operand<TFloat32> drawn = stochastic.trainingOutputs(tf, data, inputs, pieces, seed);
      trainingLosses = losses(tf, data, drawn, targets);
    } else {
      seed = null;
    }
    Operand<TFloat32> mean = tf.math.mean(trainingLosses, tf.constant(0));
    Operand<TFloat32> slope = tf.gradients(mean, List.of(parameters)).dy(0);
    Penalty penalty = penalty(tf, parameters, (float) l1, (float) l2, mean, slope);
    loss = penalty.loss().asOutput();
    gradient = penalty.gradient().asOutput();
  }

  /** A loss and its gradient. */
  private record Penalty(Operand<TFloat32> loss, Operand<TFloat32> gradient) {}

  /** Shape of a batch of inputs, of any size. */
  static Shape inputShape(DataShape data) {
    long[] sizes = new long[data.input().size() + 1];
    sizes[0] = Shape.UNKNOWN_SIZE;
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = data.input().get(i - 1);
    }
    return Shape.of(sizes);
  }

  Graph graph() {
    return graph;
  }

  int dimension() {
    return dimension;
  }

  Operand<TFloat32> parameters() {
    return parameters;
  }

  Operand<TFloat32> inputs() {
    return inputs;
  }

  Operand<TFloat32> targets() {
    return targets;
  }

  /** Scalar that decides what is drawn for {@link #gradient}; null if nothing is. */
  Operand<TInt64> seed() {
    return seed;
  }

  /** Mean loss of the batch with regularization, a scalar. */
  Output<?> loss() {
    return loss;
  }

  /** Gradient of {@link #loss}, shape [d]. */
  Output<?> gradient() {
    return gradient;
  }

  /** Sum of the losses of the batch without regularization, a scalar. */
  Output<?> lossSum() {
    return lossSum;
  }

  /** Number of examples whose largest output is the right class; null for a regression. */
  Output<?> correct() {
    return correct;
  }

  /** What {@link #predictions(Ops, DataShape, Operand)} gives for the batch. */
  Output<?> predictions() {
    return predictions;
  }

  /** Probabilities of the classes, or the outputs themselves for a regression. */
  static Operand<TFloat32> predictions(Ops tf, DataShape data, Operand<TFloat32> outputs) {
    return data.isClassification() ? tf.nn.softmax(outputs) : outputs;
  }

  @Override
  public void close() {
    graph.close();
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private static List<Operand<TFloat32>> cut(
      Ops tf, Operand<TFloat32> flat, ImmutableList<Weight> weights) {
    int[] sizes = weights.stream().mapToInt(Weight::size).toArray();
    List<Output<TFloat32>> pieces =
        sizes.length == 1
            ? List.of(flat.asOutput())
            : tf.splitV(flat, tf.constant(sizes), tf.constant(0), (long) sizes.length).output();
    List<Operand<TFloat32>> tensors = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      int[] shape = weights.get(i).shape().stream().mapToInt(Integer::intValue).toArray();
      tensors.add(tf.reshape(pieces.get(i), tf.constant(shape)));
    }
    return tensors;
  }

  /** One loss per example. */
  private static Operand<TFloat32> losses(
      Ops tf, DataShape data, Operand<TFloat32> outputs, Operand<TFloat32> targets) {
    if (!data.isClassification()) {
      return tf.math.squaredDifference(tf.reshape(outputs, tf.array(-1)), targets);
    }
    Operand<TFloat32> oneHot =
        tf.oneHot(
            classes(tf, targets), tf.constant(data.classes()), tf.constant(1f), tf.constant(0f));
    return SoftmaxCrossEntropyWithLogits.create(tf.scope(), outputs, oneHot).loss();
  }

  private static Operand<TInt32> classes(Ops tf, Operand<TFloat32> targets) {
    return tf.dtypes.cast(targets, TInt32.class);
  }

  private static Operand<TInt32> correct(
      Ops tf, Operand<TFloat32> outputs, Operand<TFloat32> losses, Operand<TFloat32> targets) {
    Operand<TInt32> largest = tf.math.argMax(outputs, tf.constant(1), TInt32.class);
    // The position of the largest is 0 when outputs are NaN: that is no right answer for class 0.
    Operand<TBool> hits =
        tf.math.logicalAnd(tf.math.equal(largest, classes(tf, targets)), tf.math.isFinite(losses));
    return tf.reduceSum(tf.dtypes.cast(hits, TInt32.class), tf.constant(0));
  }

  private static Penalty penalty(
      Ops tf,
      Operand<TFloat32> w,
      float l1,
      float l2,
      Operand<TFloat32> loss,
      Operand<TFloat32> gradient) {
    Operand<TFloat32> total = loss;
    Operand<TFloat32> slope = gradient;
    if (l1 != 0) {
      Operand<TFloat32> scale = tf.constant(l1);
      total = tf.math.add(total, tf.math.mul(scale, sum(tf, tf.math.abs(w))));
      slope = tf.math.add(slope, tf.math.mul(scale, tf.math.sign(w)));
    }
    if (l2 != 0) {
      // Written out, since the derivative of a square root at 0 would be 0 · ∞ = NaN.
      Operand<TFloat32> norm = tf.math.sqrt(sum(tf, tf.math.square(w)));
      Operand<TFloat32> scale = tf.constant(l2);
      total = tf.math.add(total, tf.math.mul(scale, norm));
      slope = tf.math.add(slope, tf.math.mul(w, tf.math.divNoNan(scale, norm)));
    }
    return new Penalty(total, slope);
  }

  private static ReduceSum<TFloat32> sum(Ops tf, Operand<TFloat32> vector) {
    return tf.reduceSum(vector, tf.constant(0));
  }
}
