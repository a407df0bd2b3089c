package dev.garrison.experiments.models;

import dev.garrison.core.Seed;
import org.tensorflow.EagerSession;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.StatelessRandomUniform;
import org.tensorflow.types.TFloat32;

/** What dropout multiplies with, from its definition: TensorFlow's stateless uniform numbers. */
final class DropoutMasks {
  private DropoutMasks() {}

  /**
   * One mask per example.
   *
   * @param seed of the gradient
   * @param layer number of the layer in its net, from 0
   * @param rate probability with which a value is dropped
   * @param shape of a batch
   */
  static double[][] of(Seed seed, int layer, float rate, int... shape) {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      TFloat32 drawn =
          StatelessRandomUniform.create(
                  tf.scope(), tf.constant(shape), tf.array(seed.value(), layer), TFloat32.class)
              .asTensor();
      double[][] masks = new double[shape[0]][(int) drawn.size() / shape[0]];
      float[] values = new float[(int) drawn.size()];
      drawn.asRawTensor().data().asFloats().read(values);
      for (int i = 0; i < values.length; i++) {
        int features = masks[0].length;
        masks[i / features][i % features] = values[i] >= rate ? 1 / (1 - rate) : 0;
      }
      return masks;
    }
  }
}
