package dev.garrison.runner;

import com.google.common.collect.ImmutableList;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.PreAggregator;
import dev.garrison.attacks.Attack;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.core.PluginKind;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Partition;
import dev.garrison.runner.optimizers.Optimizer;
import dev.garrison.runner.schedules.LearningRate;

/** The kinds of plugins a run is made of. */
public final class Kinds {
  /** In the order they are listed. */
  public static final ImmutableList<PluginKind<?>> ALL =
      ImmutableList.of(
          Aggregator.KIND,
          PreAggregator.KIND,
          Attack.KIND,
          Experiment.KIND,
          Model.KIND,
          Partition.KIND,
          Optimizer.KIND,
          LearningRate.KIND,
          Codec.KIND);

  private Kinds() {}
}
