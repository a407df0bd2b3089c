package dev.garrison.experiments.models;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Zeros around images. */
final class Zeros {
  private Zeros() {}

  /**
   * Puts them there.
   *
   * @param images shape [batch, height, width, channels]
   * @param count of zeros on each of the four sides
   */
  static Operand<TFloat32> around(Ops tf, Operand<TFloat32> images, int count) {
    if (count == 0) {
      return images;
    }
    int[][] paddings = {{0, 0}, {count, count}, {count, count}, {0, 0}};
    return tf.pad(images, tf.constant(paddings), tf.constant(0f));
  }
}
