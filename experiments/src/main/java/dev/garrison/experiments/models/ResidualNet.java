package dev.garrison.experiments.models;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.DataShape;
import dev.garrison.experiments.Weight;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The nets of He, Zhang, Ren and Sun 2016 for ImageNet, as torchvision has them: a convolution
 * 7×7×64 at stride 2 and a max-pool 3×3 at stride 2; four stages of residual blocks, with 64, 128,
 * 256 and 512 filters, the first block of each but the first at stride 2; the mean over positions;
 * dense to the classes. A shortcut that changes the shape is a convolution 1×1. Every convolution
 * is followed by a normalization.
 *
 * <p>Convolutions start normal with variance 2 / fanOut, the dense layer uniform on ±1/√fanIn.
 * Immutable, any thread.
 */
final class ResidualNet {
  private static final int SMALLEST = 32;
  private static final int CHANNELS = 3;

  /** What a block consists of. */
  enum Block {
    /** Two convolutions 3×3, the first of which has the stride. */
    BASIC(1) {
      @Override
      Layers path(String name, int filters, int stride, Norm norm) {
        return Layers.none()
            .and(new StridedConv(name + ".conv1", 3, filters, stride))
            .and(new Normalization(name + ".norm1", norm))
            .relu()
            .and(new StridedConv(name + ".conv2", 3, filters, 1))
            .and(new Normalization(name + ".norm2", norm));
      }
    },

    /** Convolutions 1×1, 3×3, which has the stride, and 1×1 with four times the filters. */
    BOTTLENECK(4) {
      @Override
      Layers path(String name, int filters, int stride, Norm norm) {
        return Layers.none()
            .and(new StridedConv(name + ".conv1", 1, filters, 1))
            .and(new Normalization(name + ".norm1", norm))
            .relu()
            .and(new StridedConv(name + ".conv2", 3, filters, stride))
            .and(new Normalization(name + ".norm2", norm))
            .relu()
            .and(new StridedConv(name + ".conv3", 1, 4 * filters, 1))
            .and(new Normalization(name + ".norm3", norm));
      }
    };

    private final int expansion;

    Block(int expansion) {
      this.expansion = expansion;
    }

    abstract Layers path(String name, int filters, int stride, Norm norm);
  }

  private final Block block;
  private final List<Integer> blocks;
  private final Norm norm;

  /**
   * @param block the kind of all blocks
   * @param blocks how many each of the four stages has
   */
  ResidualNet(Block block, List<Integer> blocks, Norm norm) {
    this.block = block;
    this.blocks = List.copyOf(blocks);
    this.norm = norm;
  }

  /** Whether these are colour images with classes, of at least 32×32. */
  boolean fits(DataShape data) {
    List<Integer> input = data.input();
    return data.isClassification()
        && input.size() == 3
        && input.get(0) >= SMALLEST
        && input.get(1) >= SMALLEST
        && input.get(2) == CHANNELS;
  }

  ImmutableList<Weight> weights(DataShape data) {
    return layers(data).weights(data);
  }

  Operand<TFloat32> outputs(
      Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
    return layers(data).outputs(tf, data, inputs, weights);
  }

  private Layers layers(DataShape data) {
    Layers layers =
        Layers.none(Start.FAN_IN_UNIFORM)
            .and(new StridedConv("conv1", 7, 64, 2))
            .and(new Normalization("norm1", norm))
            .relu()
            .and(new OverlappingMaxPool());
    int channels = 64;
    for (int stage = 0; stage < blocks.size(); stage++) {
      int filters = 64 << stage;
      for (int i = 0; i < blocks.get(stage); i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        layers = layers.and(block("layer" + (stage + 1) + "." + i, channels, filters, stride));
        channels = filters * block.expansion;
      }
    }
    return layers.and(new GlobalAveragePool()).dense("dense1", data.classes());
  }

  private Layer block(String name, int channels, int filters, int stride) {
    Layers shortcut = Layers.none();
    int width = filters * block.expansion;
    if (stride > 1 || channels != width) {
      shortcut =
          shortcut
              .and(new StridedConv(name + ".shortcut", 1, width, stride))
              .and(new Normalization(name + ".shortcut.norm", norm));
    }
    return new Residual(block.path(name, filters, stride, norm), shortcut);
  }
}
