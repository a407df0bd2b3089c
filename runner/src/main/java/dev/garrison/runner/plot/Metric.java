package dev.garrison.runner.plot;

import dev.garrison.core.UserException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What is drawn over the epochs of a study. */
enum Metric {
  /** Share of right answers. */
  ACC,
  /** Mean loss per example. */
  LOSS;

  /** As a user writes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where a run has it. */
  Path file(Path folder) {
    return folder.resolve(label() + ".csv");
  }

  static Metric parse(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.label().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new UserException("METRICS: expected acc or loss, got \"" + text + "\""));
  }
}
