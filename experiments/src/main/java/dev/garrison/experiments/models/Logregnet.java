package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.core.Plugin;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Features-40-classes with ReLU; 922 parameters on 20 features and two classes.
 *
 * <p>Weights start as PyTorch's do: kernels and biases uniform on ±1/√fanIn. Immutable, any thread.
 */
@Plugin(name = "logregnet", summary = "Classification with 40 hidden units")
public final class Logregnet implements Model {
  @Override
  public boolean fits(DataShape data) {
    return data.isClassification();
  }

  @Override
  public ImmutableList<Weight> weights(DataShape data) {
    return layers(data).weights(data);
  }

  @Override
  public Operand<TFloat32> outputs(
      Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
    return layers(data).outputs(tf, data, inputs, weights);
  }

  private static Layers layers(DataShape data) {
    return Layers.none(Start.FAN_IN_UNIFORM)
        .denseRelu("dense1", 40)
        .dense("dense2", data.classes());
  }
}
