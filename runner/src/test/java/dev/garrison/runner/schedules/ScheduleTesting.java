package dev.garrison.runner.schedules;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.Bindings;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import java.util.List;

final class ScheduleTesting {
  private ScheduleTesting() {}

  static LearningRate create(String spec) {
    return create(spec, Bindings.none());
  }

  /** A schedule that counts in epochs. */
  static LearningRate create(String spec, StepsPerEpoch epoch) {
    return create(spec, Bindings.none().with(StepsPerEpoch.class, epoch));
  }

  private static LearningRate create(String spec, Bindings bindings) {
    try (PluginRegistry registry = PluginRegistry.load(List.of(LearningRate.KIND), List.of())) {
      return registry.create(LearningRate.KIND, PluginSpec.parse(spec), bindings);
    }
  }

  static String refusal(String spec) {
    return assertThrows(UserException.class, () -> create(spec)).getMessage();
  }
}
