package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No attack without its contract suite. */
class ContractCoverageTest {
  static Stream<PluginDescription> attacks() {
    try (PluginRegistry registry = PluginRegistry.load(List.of(Attack.KIND), List.of())) {
      return registry.list(Attack.KIND).stream();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void everyAttackIsHeldToItsContract(PluginDescription attack)
      throws ReflectiveOperationException {
    List<Attack> held = new ArrayList<>();
    for (Object suite : suites(attack)) {
      if (suite instanceof ColludingAttackContract colluding) {
        held.add(colluding.attack());
      } else if (suite instanceof LocalAttackContract local) {
        held.add(local.attack());
      }
    }
    assertFalse(held.isEmpty(), attack.type().getSimpleName() + "Test extends no contract");
    held.forEach(tested -> assertEquals(attack.type(), tested.getClass()));
  }

  /**
   * One of {@code NoiseTest} for {@code Noise} and of the suites nested in it; that there is none
   * says which is missing.
   */
  private static List<Object> suites(PluginDescription attack) throws ReflectiveOperationException {
    Class<?> test = Class.forName(attack.type().getName() + "Test");
    Object outer = test.getDeclaredConstructor().newInstance();
    List<Object> suites = new ArrayList<>(List.of(outer));
    for (Class<?> nested : test.getDeclaredClasses()) {
      if (nested.isAnnotationPresent(Nested.class)) {
        suites.add(nested.getDeclaredConstructor(test).newInstance(outer));
      }
    }
    return suites;
  }
}
