package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Arg;
import dev.garrison.core.DataShape;
import dev.garrison.core.Plugin;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Convolution 5×5, ReLU, max-pool 2, convolution 5×5, ReLU, max-pool 2, dense, ReLU, dense to the
 * classes; no padding. With 20 and 50 filters and 500 units, on 28×28×1 with 10 classes, 431,080
 * parameters. Immutable, any thread.
 */
@Plugin(
    name = "cnn",
    summary = "Two 5x5 convolutions (20, 50), each rectified then pooled, dense 500")
public final class Cnn implements Model {
  private final int conv1;
  private final int conv2;
  private final int dense1;

  /**
   * @param conv1 filters of the first convolution, at least 1
   * @param conv2 filters of the second, at least 1
   * @param dense1 units of the hidden dense layer, at least 1
   */
  public Cnn(
      @Arg(name = "conv1", value = "20", min = 1, help = "filters of the first convolution")
          int conv1,
      @Arg(name = "conv2", value = "50", min = 1, help = "filters of the second convolution")
          int conv2,
      @Arg(name = "dense1", value = "500", min = 1, help = "units of the hidden dense layer")
          int dense1) {
    this.conv1 = conv1;
    this.conv2 = conv2;
    this.dense1 = dense1;
  }

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

  private Layers layers(DataShape data) {
    return Layers.none()
        .conv("conv1", 5, conv1)
        .relu()
        .maxPool()
        .conv("conv2", 5, conv2)
        .relu()
        .maxPool()
        .denseRelu("dense1", dense1)
        .dense("dense2", data.classes());
  }
}
