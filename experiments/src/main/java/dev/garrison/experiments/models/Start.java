package dev.garrison.experiments.models;

import dev.garrison.experiments.Initializer;
import dev.garrison.experiments.Initializers;

/** How the weights of dense layers and convolutions begin. */
enum Start {
  /** Kernels by He where a rectifier follows, else by Glorot; biases at zero. */
  ZERO_BIAS {
    @Override
    Initializer kernel(int fanIn, int fanOut, boolean rectified) {
      return rectified ? Initializers.heNormal(fanIn) : Initializers.glorotUniform(fanIn, fanOut);
    }

    @Override
    Initializer bias(int fanIn) {
      return Initializers.zeros();
    }
  },

  /** PyTorch's default for both kinds of layers: kernels and biases uniform on ±1/√fanIn. */
  FAN_IN_UNIFORM {
    @Override
    Initializer kernel(int fanIn, int fanOut, boolean rectified) {
      return Initializers.fanInUniform(fanIn);
    }

    @Override
    Initializer bias(int fanIn) {
      return Initializers.fanInUniform(fanIn);
    }
  };

  /**
   * Of a kernel.
   *
   * @param fanIn inputs of one unit
   * @param fanOut units that one input feeds
   * @param rectified whether a rectifier follows
   */
  abstract Initializer kernel(int fanIn, int fanOut, boolean rectified);

  /**
   * Of a bias.
   *
   * @param fanIn inputs of one unit
   */
  abstract Initializer bias(int fanIn);
}
