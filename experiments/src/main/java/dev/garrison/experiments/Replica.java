package dev.garrison.experiments;

import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Seed;
import java.util.OptionalDouble;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model ready to compute: one TensorFlow graph and one session per process, shared by all logical
 * workers there and the evaluation. Any thread; every method works in the thread that calls it.
 * Closed when its lanes are closed and no evaluation runs.
 */
public final class Replica implements AutoCloseable {
  private final Model model;
  private final DataShape data;
  private final ModelGraph graph;
  private final Session session;

  /**
   * Builds the graph.
   *
   * @param model fits the data
   * @param data shape of the examples
   * @param options how it is computed
   */
  public Replica(Model model, DataShape data, ReplicaOptions options) {
    if (!model.fits(data)) {
      throw new IllegalArgumentException(
          "model: %s does not fit %s".formatted(model.getClass().getSimpleName(), data));
    }
    this.model = model;
    this.data = data;
    graph = new ModelGraph(model, data, options.l1(), options.l2());
    session = new Session(graph.graph(), options.sessionConfig());
  }

  /** Number of parameters d. */
  public int dimension() {
    return graph.dimension();
  }

  /**
   * First parameters; each weight has its own sequence.
   *
   * @param seed of the run
   * @return length d
   */
  public float[] initialParameters(Seed seed) {
    return Initializers.parameters(model.weights(data), seed);
  }

  /**
   * A lane for one thread at a time.
   *
   * @param batchSize examples per gradient
   */
  public Lane lane(int batchSize) {
    return new Lane(graph, session, new BatchTensors(data, batchSize));
  }

  /**
   * Loss and accuracy over all examples of a dataset, without regularization. Sums of losses are
   * TensorFlow's in single precision within a batch, and double precision over batches.
   *
   * @param parameters where; not closed in the meantime
   * @param examples of this replica's shape
   * @param batchSize examples computed at once; the last batch may be shorter
   */
  public Evaluation evaluate(Parameters parameters, Dataset examples, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize: expected at least 1, got " + batchSize);
    }
    if (!examples.shape().equals(data)) {
      throw new IllegalArgumentException(
          "examples: expected " + data + ", got " + examples.shape());
    }
    int size = examples.size();
    int full = size / batchSize * batchSize;
    Sums sums = new Sums(0, 0);
    if (full > 0) {
      sums = sums.plus(sums(parameters, examples, 0, full, batchSize));
    }
    if (full < size) {
      sums = sums.plus(sums(parameters, examples, full, size, size - full));
    }
    return new Evaluation(
        sums.loss() / size,
        data.isClassification()
            ? OptionalDouble.of((double) sums.correct() / size)
            : OptionalDouble.empty());
  }

  /**
   * The model's answers: per example the probabilities of the classes, or one real value for a
   * regression.
   *
   * @param parameters where; not closed in the meantime
   * @param batch of any size; not changed
   * @return row-major, one row per example
   */
  public float[] predict(Parameters parameters, Batch batch) {
    try (BatchTensors tensors = new BatchTensors(data, batch.size())) {
      tensors.set(batch);
      Session.Runner runner = session.runner().feed(graph.parameters(), parameters.tensor());
      tensors.feed(runner, graph.inputs(), graph.targets()).fetch(graph.predictions());
      try (Result result = runner.run()) {
        float[] rows = new float[batch.size() * Math.max(1, data.classes())];
        result.get(0).asRawTensor().data().asFloats().read(rows);
        return rows;
      }
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private record Sums(double loss, long correct) {
    Sums plus(Sums other) {
      return new Sums(loss + other.loss, correct + other.correct);
    }
  }

  private Sums sums(Parameters parameters, Dataset examples, int from, int to, int batchSize) {
    Batch batch = new Batch(data, batchSize);
    int count = (to - from) / batchSize;
    Sums sums = new Sums(0, 0);
    try (BatchTensors tensors = new BatchTensors(data, batchSize);
        BatchStream stream = examples.stream(new InOrder(from, count))) {
      for (int number = 0; number < count; number++) {
        stream.read(number, batch);
        tensors.set(batch);
        sums = sums.plus(sums(parameters, tensors));
      }
    }
    return sums;
  }

  private Sums sums(Parameters parameters, BatchTensors tensors) {
    Session.Runner runner = session.runner().feed(graph.parameters(), parameters.tensor());
    tensors.feed(runner, graph.inputs(), graph.targets()).fetch(graph.lossSum());
    if (data.isClassification()) {
      runner.fetch(graph.correct());
    }
    try (Result result = runner.run()) {
      long correct = data.isClassification() ? ((TInt32) result.get(1)).getInt() : 0;
      return new Sums(((TFloat32) result.get(0)).getFloat(), correct);
    }
  }
}
