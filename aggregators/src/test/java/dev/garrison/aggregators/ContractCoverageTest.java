package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No rule and no pre-aggregator without its contract suite: among what a suite holds is that the
 * bits are the same for every number of threads and with every kernel.
 */
class ContractCoverageTest {
  static Stream<PluginDescription> rules() {
    return plugins(Aggregator.KIND);
  }

  static Stream<PluginDescription> preAggregators() {
    return plugins(PreAggregator.KIND);
  }

  private static Stream<PluginDescription> plugins(PluginKind<?> kind) {
    try (PluginRegistry registry = PluginRegistry.load(List.of(kind), List.of())) {
      return registry.list(kind).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleIsHeldToTheContract(PluginDescription rule) throws ReflectiveOperationException {
    AggregatorContract suite = assertInstanceOf(AggregatorContract.class, suite(rule));
    assertEquals(rule.name(), suite.name());
    assertEquals(rule.type(), suite.build(new Cohort(suite.n(), 2)).getClass());
  }

  @ParameterizedTest
  @MethodSource("preAggregators")
  void everyPreAggregatorIsHeldToTheContract(PluginDescription step)
      throws ReflectiveOperationException {
    PreAggregatorContract suite = assertInstanceOf(PreAggregatorContract.class, suite(step));
    assertEquals(step.type(), suite.build().getClass());
  }

  /** One of {@code KrumTest} for {@code Krum}; that there is none says which is missing. */
  private static Object suite(PluginDescription plugin) throws ReflectiveOperationException {
    return Class.forName(plugin.type().getName() + "Test").getDeclaredConstructor().newInstance();
  }
}
