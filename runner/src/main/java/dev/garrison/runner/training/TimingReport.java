package dev.garrison.runner.training;

import dev.garrison.cluster.TrafficCounts;
import java.util.Locale;

/**
 * AggregaThor's report of where the time went: in TensorFlow graphs (gradients and the optimizer)
 * and off them (attack, rule, bookkeeping), with and without the first step, which builds caches
 * and compiles; and what a colluding attack cost, which no worker of a real cluster would pay; and
 * what travelled. One thread.
 */
final class TimingReport {
  private final boolean colluding;
  private long steps;
  private long inGraph;
  private long total;
  private long aggregate;
  private long attack;
  private long defenceRuns;
  private TrafficCounts traffic = TrafficCounts.NONE;
  private PhaseTimes first;

  /**
   * @param colluding whether an adversary forges rows
   */
  TimingReport(boolean colluding) {
    this.colluding = colluding;
  }

  void add(StepReport report) {
    PhaseTimes step = report.times();
    if (first == null) {
      first = step;
    }
    steps++;
    inGraph += inGraph(step);
    total += step.total();
    aggregate += step.aggregate();
    attack += step.attack();
    defenceRuns += report.defenceRuns();
    traffic = traffic.plus(report.traffic());
  }

  /** Steps per second without the first step; with it if it was the only one; 0 for none. */
  double stepsPerSecond() {
    if (steps == 0) {
      return 0;
    }
    return steps == 1 ? 1e9 / total : (steps - 1) * 1e9 / (total - first.total());
  }

  /** Lines for people. */
  String text() {
    if (steps == 0) {
      return "timing: no step was done\n";
    }
    StringBuilder text = new StringBuilder();
    line(text, "with the first step", steps, inGraph, total);
    if (steps > 1) {
      line(
          text,
          "without the first step",
          steps - 1,
          inGraph - inGraph(first),
          total - first.total());
      double share = 100.0 * (aggregate - first.aggregate()) / (total - first.total());
      text.append(String.format(Locale.ROOT, "timing: aggregation is %.1f%% of a step%n", share));
    }
    if (colluding) {
      text.append(
          String.format(
              Locale.ROOT,
              "timing, attack: %d runs of the defence, %.3f s, %.1f%% of the steps' time%n",
              defenceRuns,
              attack / 1e9,
              100.0 * attack / total));
    }
    if (traffic.sent() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "traffic: %.3f MB out and %.3f MB in, %.3f and %.3f MB a step%n",
              traffic.sent() / 1e6,
              traffic.received() / 1e6,
              traffic.sent() / 1e6 / steps,
              traffic.received() / 1e6 / steps));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String label, long steps, long inGraph, long total) {
    text.append(
        String.format(
            Locale.ROOT,
            "timing, %s: %d steps in %.3f s (in-graph %.3f s, off-graph %.3f s), %.2f steps/s%n",
            label,
            steps,
            total / 1e9,
            inGraph / 1e9,
            (total - inGraph) / 1e9,
            steps * 1e9 / total));
  }

  private static long inGraph(PhaseTimes step) {
    return step.compute() + step.apply();
  }
}
