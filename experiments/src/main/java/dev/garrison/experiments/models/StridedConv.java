package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.experiments.Initializers;
import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution without bias, since a normalization follows, with side / 2 zeros around the image.
 * Starts normal with variance 2 / fanOut.
 *
 * @param name of the layer
 * @param side of the kernel, odd
 * @param filters number of them
 * @param stride from one output to the next, 1 or more
 */
record StridedConv(String name, int side, int filters, int stride) implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return input.size() == 3
        ? Optional.of(List.of(outputs(input.get(0)), outputs(input.get(1)), filters))
        : Optional.empty();
  }

  private int outputs(int inputs) {
    return (inputs + side / 2 * 2 - side) / stride + 1;
  }

  @Override
  public List<Weight> weights(List<Integer> input) {
    ImmutableList<Integer> shape = ImmutableList.of(side, side, input.get(2), filters);
    return List.of(
        new Weight(name + "/kernel", shape, Initializers.heNormal(side * side * filters)));
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    List<Long> strides = List.of(1L, (long) stride, (long) stride, 1L);
    if (stride == 1) {
      return tf.nn.conv2d(input, weights.next(), strides, "SAME");
    }
    // TensorFlow's own padding would put fewer zeros before the image than behind it.
    return tf.nn.conv2d(Zeros.around(tf, input, side / 2), weights.next(), strides, "VALID");
  }
}
