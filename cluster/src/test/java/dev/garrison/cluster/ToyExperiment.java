package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.garrison.core.Arg;
import dev.garrison.core.Batch;
import dev.garrison.core.DataShape;
import dev.garrison.core.Plugin;
import dev.garrison.core.PluginSpec;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Initializer;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Partition;
import dev.garrison.experiments.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Three-class points in the plane and one linear layer: d = 9. Worker i owns examples i mod n. */
@Plugin(name = "toy", summary = "points in the plane")
public final class ToyExperiment implements Experiment {
  static final int DIMENSION = 9;

  private static final DataShape SHAPE = new DataShape(ImmutableList.of(2), 3);

  private final Optional<PluginSpec> attackOnWorkerZero;

  ToyExperiment() {
    this(Optional.empty());
  }

  /** The registry's. */
  public ToyExperiment(
      @Arg(name = "attack", help = "on worker 0") Optional<PluginSpec> attackOnWorkerZero) {
    this.attackOnWorkerZero = attackOnWorkerZero;
  }

  /** What a registry builds this experiment from. */
  PluginSpec spec() {
    return new PluginSpec(
        "toy",
        attackOnWorkerZero
            .map(attack -> ImmutableMap.of("attack", attack.toString()))
            .orElse(ImmutableMap.of()));
  }

  @Override
  public Dataset train() {
    return new Points(120);
  }

  @Override
  public Dataset test() {
    return new Points(30);
  }

  @Override
  public Model model() {
    return new Linear();
  }

  @Override
  public int batchSize() {
    return 4;
  }

  @Override
  public int evalBatchSize() {
    return 8;
  }

  @Override
  public Partition partition() {
    return (data, workers, seed) ->
        IntStream.range(0, workers)
            .mapToObj(
                worker ->
                    IntStream.range(0, data.size()).filter(i -> i % workers == worker).toArray())
            .toArray(int[][]::new);
  }

  @Override
  public Optional<PluginSpec> attackOn(int worker) {
    return worker == 0 ? attackOnWorkerZero : Optional.empty();
  }

  private record Points(int size) implements Dataset {
    @Override
    public DataShape shape() {
      return SHAPE;
    }

    @Override
    public void read(int index, Batch batch, int slot) {
      batch.inputs()[2 * slot] = (float) Math.sin(index);
      batch.inputs()[2 * slot + 1] = (float) Math.cos(3 * index);
      batch.targets()[slot] = target(index);
    }

    @Override
    public float target(int index) {
      return index % 3;
    }
  }

  private static final class Linear implements Model {
    private static final Initializer RAMP =
        (random, parameters, from, to) -> {
          for (int i = from; i < to; i++) {
            parameters[i] = 0.1f * (i - from);
          }
        };

    @Override
    public boolean fits(DataShape data) {
      return data.equals(SHAPE);
    }

    @Override
    public ImmutableList<Weight> weights(DataShape data) {
      return ImmutableList.of(
          new Weight("kernel", ImmutableList.of(2, 3), RAMP),
          new Weight("bias", ImmutableList.of(3), RAMP));
    }

    @Override
    public Operand<TFloat32> outputs(
        Ops tf, DataShape data, Operand<TFloat32> inputs, List<Operand<TFloat32>> weights) {
      return tf.math.add(tf.linalg.matMul(inputs, weights.get(0)), weights.get(1));
    }
  }
}
