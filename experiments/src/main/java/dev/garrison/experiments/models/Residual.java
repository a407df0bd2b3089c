package dev.garrison.experiments.models;

import dev.garrison.experiments.Weight;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of what two paths make of the same input, rectified.
 *
 * @param path layers that draw nothing
 * @param shortcut layers that draw nothing, or none; gives the same shape
 */
record Residual(Layers path, Layers shortcut) implements Layer {
  @Override
  public Optional<List<Integer>> outputShape(List<Integer> input) {
    return path.outputShape(input).filter(shape -> shortcut.outputShape(input).isPresent());
  }

  @Override
  public List<Weight> weights(List<Integer> input) {
    List<Weight> weights = new ArrayList<>(path.weights(input));
    weights.addAll(shortcut.weights(input));
    return weights;
  }

  @Override
  public Operand<TFloat32> apply(
      Ops tf, Operand<TFloat32> input, List<Integer> shape, Iterator<Operand<TFloat32>> weights) {
    Operand<TFloat32> changed = path.outputs(tf, input, shape, weights);
    Operand<TFloat32> kept = shortcut.outputs(tf, input, shape, weights);
    return tf.nn.relu(tf.math.add(changed, kept));
  }
}
