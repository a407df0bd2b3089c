package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.core.Plugin;
import dev.garrison.experiments.StochasticModel;
import dev.garrison.experiments.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The net of PyTorch's MNIST example: convolution 3×3×32, ReLU, convolution 3×3×64, ReLU, max-pool
 * 2, dropout 0.25, dense 128, ReLU, dropout 0.5, dense to the classes; no padding. On 28×28×1 with
 * 10 classes 1,199,882 parameters.
 *
 * <p>Weights start as PyTorch's do: kernels and biases uniform on ±1/√fanIn. Dropout acts in
 * gradients only. Immutable, any thread.
 */
@Plugin(
    name = "torchnet",
    summary =
        "PyTorch's MNIST example: 3x3 convolutions (32, 64), pooled, dense 128; dropout 0.25, 0.5")
public final class Torchnet implements StochasticModel {
  @Override
  public boolean fits(DataShape data) {
    return data.isClassification() && layers(data).fits(data);
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

  @Override
  public Operand<TFloat32> trainingOutputs(
      Ops tf,
      DataShape data,
      Operand<TFloat32> inputs,
      List<Operand<TFloat32>> weights,
      Operand<TInt64> seed) {
    return layers(data).trainingOutputs(tf, data, inputs, weights, seed);
  }

  private static Layers layers(DataShape data) {
    return Layers.none(Start.FAN_IN_UNIFORM)
        .conv("conv1", 3, 32)
        .relu()
        .conv("conv2", 3, 64)
        .relu()
        .maxPool()
        .dropout(0.25f)
        .denseRelu("dense1", 128)
        .dropout(0.5f)
        .dense("dense2", data.classes());
  }
}
