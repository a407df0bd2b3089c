package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.runner.signsgd.Study;

/**
 * Which of several runs are meant, where they differ in more than what a figure is about.
 *
 * @param allowed values by option; an option that is not in it allows all
 */
record Filters(ImmutableMap<String, ImmutableSet<Double>> allowed) {
  /** The options. */
  static final ImmutableList<String> NAMES =
      ImmutableList.of("lr", "momentum", "weight-decay", "epochs", "seed");

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

  boolean allow(Study study) {
    return allow("lr", study.lr())
        && allow("momentum", study.momentum())
        && allow("weight-decay", study.weightDecay())
        && allow("epochs", study.epochs())
        && allow("seed", study.seed());
  }

  private boolean allow(String name, double value) {
    return !allowed.containsKey(name) || allowed.get(name).contains(value);
  }
}
