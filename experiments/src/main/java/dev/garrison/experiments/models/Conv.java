package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.experiments.Weight;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution with bias, stride 1; some rectifier follows.
 *
 * @param side of the kernel; odd if padded
 * @param padded whether zeros are put around so that height and width stay the same
 */
record Conv(String name, int side, int filters, boolean padded, Start start) implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    int lost = padded ? 0 : side - 1;
    return input.size() == 3 && input.get(0) > lost && input.get(1) > lost
        ? Optional.of(List.of(input.get(0) - lost, input.get(1) - lost, filters))
        : Optional.empty();
  }

  @Override
  public List<Weight> weights(List<Integer> input) {
    int channels = input.get(2);
    int fanIn = side * side * channels;
    return List.of(
        new Weight(
            name + "/kernel",
            ImmutableList.of(side, side, channels, filters),
            start.kernel(fanIn, side * side * filters, true)),
        new Weight(name + "/bias", ImmutableList.of(filters), start.bias(fanIn)));
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    List<Long> stride = List.of(1L, 1L, 1L, 1L);
    String padding = padded ? "SAME" : "VALID";
    return tf.nn.biasAdd(tf.nn.conv2d(input, weights.next(), stride, padding), weights.next());
  }
}
