package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.experiments.Initializers;
import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * (x − mean) / √(variance + 1e-5) · scale + bias, for images; scale and bias per channel, one and
 * zero at the start. The variance is the mean of squared distances to the mean. Reads nothing but
 * its input: there are no running averages.
 *
 * @param name of the layer
 * @param norm over what mean and variance are taken; by group the channels are a multiple of 32
 */
record Normalization(String name, Norm norm) implements Layer {
  private static final int GROUPS = 32;
  private static final float EPSILON = 1e-5f;

  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return input.size() == 3 ? Optional.of(input) : Optional.empty();
  }

  @Override
  public List<Weight> weights(List<Integer> input) {
    ImmutableList<Integer> channels = ImmutableList.of(input.get(2));
    return List.of(
        new Weight(name + "/scale", channels, Initializers.ones()),
        new Weight(name + "/bias", channels, Initializers.zeros()));
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    int channels = shape.get(2);
    Operand<TFloat32> centred = tf.math.sub(input, mean(tf, input, channels));
    Operand<TFloat32> variance = mean(tf, tf.math.square(centred), channels);
    Operand<TFloat32> factor =
        tf.math.mul(tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))), weights.next());
    return tf.math.add(tf.math.mul(centred, factor), weights.next());
  }

  /** To be subtracted from images of shape [batch, height, width, channels]. */
  private Operand<TFloat32> mean(Ops tf, Operand<TFloat32> images, int channels) {
    Mean.Options keep = Mean.keepDims(true);
    if (norm == Norm.BATCH) {
      return tf.math.mean(images, tf.array(0, 1, 2), keep);
    }
    // First over positions, which keeps the channels side by side in memory, then over the group.
    int size = channels / GROUPS;
    Operand<TFloat32> perChannel = tf.math.mean(images, tf.array(1, 2));
    Operand<TFloat32> perGroup =
        tf.math.mean(tf.reshape(perChannel, tf.array(-1, GROUPS, size)), tf.constant(2), keep);
    Operand<TFloat32> spread =
        tf.math.mul(perGroup, tf.fill(tf.array(1, 1, size), tf.constant(1f)));
    return tf.reshape(spread, tf.array(-1, 1, 1, channels));
  }
}
