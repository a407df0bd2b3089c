package dev.garrison.experiments;

import dev.garrison.core.Bindings;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import java.util.Optional;

/**
 * A dataset and a model, with how batches are made. Built once per process; any thread.
 *
 * <p>Constructor parameters provided: {@link dev.garrison.core.PluginRegistry}, {@link
 * dev.garrison.core.Seed}.
 */
public interface Experiment {
  /** Experiments as plugins. */
  PluginKind<Experiment> KIND = PluginKind.of("experiment", Experiment.class);

  /**
   * Builds the experiment of a run: the same one in every process.
   *
   * @param registry where it and its parts are looked up
   * @param run seed of the run
   * @throws dev.garrison.core.UserException if the name or an argument is wrong, or data is missing
   */
  static Experiment create(PluginRegistry registry, PluginSpec spec, Seed run) {
    return registry.create(
        KIND,
        spec,
        Bindings.none()
            .with(PluginRegistry.class, registry)
            .with(Seed.class, run.derive("experiment")));
  }

  /** Training examples. */
  Dataset train();

  /** Test examples, of the same shape. */
  Dataset test();

  /** The model; it fits the data. */
  Model model();

  /** Examples per worker and step. */
  int batchSize();

  /** Examples per evaluation batch. */
  int evalBatchSize();

  /** How the training examples are shared out. */
  Partition partition();

  /** A local attack that this experiment itself puts into a worker, as an attack's spec. */
  default Optional<PluginSpec> attackOn(int worker) {
    return Optional.empty();
  }
}
