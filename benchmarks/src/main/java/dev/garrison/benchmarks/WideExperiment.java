package dev.garrison.benchmarks;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Arg;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Plugin;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Partition;
import dev.garrison.experiments.Weight;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** As many parameters as wanted, of which the model looks at one: to time how vectors travel. */
@Plugin(name = "wide", summary = "many parameters, hardly any computation")
public final class WideExperiment implements Experiment {
  private static final DataShape SHAPE = new DataShape(ImmutableList.of(1), 0);

  private final int parameters;

  /**
   * @param parameters d
   */
  public WideExperiment(
      @Arg(name = "parameters", min = 1, help = "number of parameters") int parameters) {
    this.parameters = parameters;
  }

  @Override
  public Dataset train() {
    return new Ones();
  }

  @Override
  public Dataset test() {
    return new Ones();
  }

  @Override
  public Model model() {
    return new Wide();
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public int evalBatchSize() {
    return 1;
  }

  @Override
  public Partition partition() {
    return (data, workers, seed) ->
        IntStream.range(0, workers).mapToObj(worker -> new int[] {0}).toArray(int[][]::new);
  }

  private static final class Ones implements Dataset {
    @Override
    public DataShape shape() {
      return SHAPE;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void read(int index, Batch batch, int slot) {
      batch.inputs()[slot] = 1;
      batch.targets()[slot] = 1;
    }

    @Override
    public float target(int index) {
      return 1;
    }
  }

  private final class Wide implements Model {
    @Override
    public boolean fits(DataShape data) {
      return data.equals(SHAPE);
    }

    @Override
    public ImmutableList<Weight> weights(DataShape data) {
      return ImmutableList.of(
          new Weight("w", ImmutableList.of(parameters), (random, values, from, to) -> {}));
    }

    @Override
    public Operand<TFloat32> outputs(
        Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
      return tf.math.mul(
          inputs, tf.slice(weights.get(0), tf.constant(new int[1]), tf.constant(new int[] {1})));
    }
  }
}
