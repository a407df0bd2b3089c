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
 * ResNet-18 as torchvision has it: blocks of two convolutions 3×3, [2, 2, 2, 2] of them. With 1000
 * classes 11,689,512 parameters. For colour images of at least 32×32.
 *
 * <p>A model here is a function of its parameters alone, and running averages of batch statistics
 * are none: nobody would aggregate them robustly, and a Byzantine worker could poison them beside
 * its gradient. So {@code norm:group} normalizes within each example; {@code norm:batch} takes the
 * statistics of the batch at hand, in training and in evaluation and wherever the exported model is
 * used alike, so that an answer depends on the other examples of its batch. Both have the same
 * parameters. Immutable, any thread.
 */
@Plugin(
    name = "resnet18",
    summary = "torchvision's ResNet-18 (basic blocks) for colour images of at least 32x32",
    paper = "He, Zhang, Ren and Sun, CVPR 2016; group normalization: Wu and He, ECCV 2018")
public final class Resnet18 implements Model {
  private final ResidualNet net;

  /**
   * @param norm what takes batch normalization's place
   */
  public Resnet18(
      @Arg(
              name = "norm",
              value = "group",
              help =
                  "group: each example by itself, in 32 groups of channels; batch: over the batch"
                      + " at hand, in training and in evaluation alike; running averages are no"
                      + " parameters, so there are none")
          Norm norm) {
    net = new ResidualNet(ResidualNet.Block.BASIC, List.of(2, 2, 2, 2), norm);
  }

  @Override
  public boolean fits(DataShape data) {
    return net.fits(data);
  }

  @Override
  public ImmutableList<Weight> weights(DataShape data) {
    return net.weights(data);
  }

  @Override
  public Operand<TFloat32> outputs(
      Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
    return net.outputs(tf, data, inputs, weights);
  }
}
