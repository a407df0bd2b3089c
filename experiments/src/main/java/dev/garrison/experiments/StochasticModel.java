package dev.garrison.experiments;

import dev.garrison.core.DataShape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A net that draws while it is trained, as dropout does. Gradients are those of {@link
 * #trainingOutputs}; evaluations and the exported model have {@link #outputs}, where nothing is
 * drawn. Immutable, any thread.
 */
public interface StochasticModel extends Model {
  /**
   * Adds the net to a graph as it is trained. What it draws comes from TensorFlow's stateless
   * operations and is a pure function of the seed, so that a gradient has the same bits wherever
   * and whenever it is computed.
   *
   * @param tf where operations are added
   * @param data fits
   * @param inputs shape [batch, input dimensions…]
   * @param weights in the order and the shapes of {@link #weights}
   * @param seed a scalar, another one for every gradient
   * @return as {@link #outputs}
   */
  Operand<TFloat32> trainingOutputs(
      Ops tf,
      DataShape data,
      Operand<TFloat32> inputs,
      List<Operand<TFloat32>> weights,
      Operand<TInt64> seed);
}
