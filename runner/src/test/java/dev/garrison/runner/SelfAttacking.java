package dev.garrison.runner;

import dev.garrison.core.Bindings;
import dev.garrison.core.Plugin;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Model;
import dev.garrison.experiments.Partition;
import java.util.Optional;

/** Logistic regression with a noisy worker 1, named by its class in tests. */
@Plugin(name = "self-attacking", summary = "logreg with a noisy worker 1")
public final class SelfAttacking implements Experiment {
  private final Experiment logreg;

  public SelfAttacking(PluginRegistry registry, Seed seed) {
    this.logreg =
        registry.create(
            Experiment.KIND,
            PluginSpec.of("logreg"),
            Bindings.none().with(PluginRegistry.class, registry).with(Seed.class, seed));
  }

  @Override
  public Dataset train() {
    return logreg.train();
  }

  @Override
  public Dataset test() {
    return logreg.test();
  }

  @Override
  public Model model() {
    return logreg.model();
  }

  @Override
  public int batchSize() {
    return logreg.batchSize();
  }

  @Override
  public int evalBatchSize() {
    return logreg.evalBatchSize();
  }

  @Override
  public Partition partition() {
    return logreg.partition();
  }

  @Override
  public Optional<PluginSpec> attackOn(int worker) {
    return worker == 1 ? Optional.of(PluginSpec.of("noise")) : Optional.empty();
  }
}
