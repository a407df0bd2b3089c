package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.runner.signsgd.Method;
import dev.garrison.runner.signsgd.Study;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which of several runs are meant, where they differ in more than what a figure is about.
 *
 * @param allowed values by option; an option that is not in it allows all
 */
record Filters(ImmutableMap<String, ImmutableSet<Double>> allowed) {
  /** What the options are about. */
  static final ImmutableMap<String, ToDoubleFunction<Study>> VALUES =
      ImmutableMap.of(
          "lr", Study::lr,
          "lr-decay-step", Study::decayStep,
          "lr-decay-rate", Study::decayRate,
          "momentum", Study::momentum,
          "weight-decay", Study::weightDecay,
          "epochs", Study::epochs,
          "seed", Study::seed);

  /** The options. */
  static final ImmutableList<String> NAMES = VALUES.keySet().asList();

  static Filters read(Arguments arguments) {
    ImmutableMap.Builder<String, ImmutableSet<Double>> allowed = ImmutableMap.builder();
    for (String name : NAMES) {
      arguments.text(name).ifPresent(list -> allowed.put(name, numbers(name, list)));
    }
    return new Filters(allowed.buildOrThrow());
  }

  private static ImmutableSet<Double> numbers(String option, String list) {
    ImmutableSet.Builder<Double> numbers = ImmutableSet.builder();
    for (String text : list.split(",", -1)) {
      Double number = Doubles.tryParse(text.trim());
      if (number == null) {
        throw new UserException(
            "--%s: expected numbers between commas, got \"%s\"".formatted(option, list));
      }
      numbers.add(number);
    }
    return numbers.build();
  }

  /** Whether an option makes a difference with an optimizer. */
  static boolean concerns(String name, Method optimizer) {
    return switch (name) {
      case "momentum" -> optimizer.hasMomentum();
      case "weight-decay" -> optimizer.hasWeightDecay();
      default -> true;
    };
  }

  boolean allow(Study study) {
    return allowed.entrySet().stream()
        .allMatch(
            filter ->
                !concerns(filter.getKey(), study.optimizer())
                    || filter
                        .getValue()
                        .contains(VALUES.get(filter.getKey()).applyAsDouble(study)));
  }

  /** For the name of a file; empty if all runs are allowed. */
  String label() {
    return allowed.entrySet().stream()
        .map(
            filter ->
                filter.getValue().stream()
                    .map(Study::plain)
                    .collect(Collectors.joining("_", "-" + filter.getKey(), "")))
        .collect(Collectors.joining());
  }
}
