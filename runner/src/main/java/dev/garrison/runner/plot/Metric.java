package dev.garrison.runner.plot;

import dev.garrison.core.UserException;
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

  static Metric parse(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.label().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new UserException("METRICS: expected acc or loss, got \"" + text + "\""));
  }
}
