package dev.garrison.experiments;

import dev.garrison.core.Batch;
import dev.garrison.core.Seed;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Computes gradients one after the other, in the thread that calls; one thread at a time. Several
 * lanes of a {@link Replica} compute beside each other. Closed before its replica.
 */
public final class Lane implements AutoCloseable {
  private final ModelGraph graph;
  private final Session session;
  private final BatchTensors tensors;
  private final TInt64 seedTensor = TInt64.scalarOf(0);

  Lane(ModelGraph graph, Session session, BatchTensors tensors) {
    this.graph = graph;
    this.session = session;
    this.tensors = tensors;
  }

  /**
   * Mean loss over a batch and its gradient, both with regularization. The same arguments give the
   * same bits, whichever lane computes and whatever other lanes do. A model that diverged gives
   * values that are not finite. Of a {@link StochasticModel}, both are those of what it drew.
   *
   * @param parameters where; not closed in the meantime
   * @param batch of this lane's size; not changed
   * @param seed of what the model draws, if it draws: another one for each worker and step
   * @param out gets the gradient, length d
   * @return the loss
   */
  public float gradient(Parameters parameters, Batch batch, Seed seed, float[] out) {
    checkLength("out", out.length);
    checkLength("parameters", parameters.dimension());
    tensors.set(batch);
    Session.Runner runner = session.runner().feed(graph.parameters(), parameters.tensor());
    tensors.feed(runner, graph.inputs(), graph.targets());
    if (graph.seed() != null) {
      seedTensor.setLong(seed.value());
      runner.feed(graph.seed(), seedTensor);
    }
    try (Result result = runner.fetch(graph.gradient()).fetch(graph.loss()).run()) {
      result.get(0).asRawTensor().data().asFloats().read(out);
      return ((TFloat32) result.get(1)).getFloat();
    }
  }

  private void checkLength(String name, int length) {
    if (length != graph.dimension()) {
      throw new IllegalArgumentException(
          name + ": expected length " + graph.dimension() + ", got " + length);
    }
  }

  @Override
  public void close() {
    tensors.close();
    seedTensor.close();
  }
}
