package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import dev.garrison.runner.cli.RedTeamRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a red team found out.
 *
 * @param rows one per attack with trials
 * @param seeds those asked for
 * @param planned how many runs were asked for
 * @param require least final accuracy
 */
record Findings(ImmutableList<Row> rows, ImmutableList<Long> seeds, int planned, double require) {
  int done() {
    return rows.stream().mapToInt(row -> row.trials().size()).sum();
  }

  boolean isComplete() {
    return done() == planned;
  }

  /** The run with the least final accuracy; of equal ones, one under attack. */
  Trial worst() {
    return rows.stream()
        .map(Row::worst)
        .min(
            Comparator.comparingDouble(Trial::last)
                .thenComparing(trial -> trial.key().attack().equals(RedTeamRequest.NONE)))
        .orElseThrow();
  }

  /** Which attacks got below what is required, worst first; empty if none did. */
  Optional<String> below() {
    List<Trial> below =
        rows.stream()
            .map(Row::worst)
            .filter(trial -> trial.last() < require)
            .sorted(Comparator.comparingDouble(Trial::last))
            .toList();
    return below.isEmpty()
        ? Optional.empty()
        : Optional.of(
            below.stream()
                .map(t -> String.format(Locale.ROOT, "%s %.4f", t.key().attack(), t.last()))
                .collect(Collectors.joining("; ")));
  }
}
