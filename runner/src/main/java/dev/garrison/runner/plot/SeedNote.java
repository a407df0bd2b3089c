package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reader of a figure has to know about the seeds behind its curves, in lines. */
final class SeedNote {
  private static final String BANDS = "bands: their least and greatest value";

  private final PlotRequest.Grid request;
  private final List<Cell> cells;

  /**
   * @param cells of all curves
   */
  SeedNote(PlotRequest.Grid request, List<Cell> cells) {
    this.request = request;
    this.cells = cells.stream().filter(cell -> !cell.folders().isEmpty()).toList();
  }

  /** Empty where every curve is one finished run, all of the same seed. */
  String text() {
    List<String> lines = new ArrayList<>();
    Map<ImmutableSortedSet<Long>, List<Cell>> bySeeds =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> cell.folders().keySet(), LinkedHashMap::new, Collectors.toList()));
    boolean means = bySeeds.keySet().stream().anyMatch(seeds -> seeds.size() > 1);
    if (bySeeds.size() == 1 && means) {
      lines.add("Lines: mean of the %s; %s".formatted(seeds(cells.get(0)), BANDS));
    } else if (bySeeds.size() > 1) {
      if (means) {
        lines.add("Lines: mean of a curve's seeds; " + BANDS);
      }
      bySeeds.values().forEach(curves -> lines.add(seeds(curves.get(0)) + ": " + names(curves)));
    }
    for (Cell cell : cells) {
      cell.unfinished()
          .forEach(
              (seed, extent) ->
                  lines.add("Not finished: %s, seed %d, %s".formatted(name(cell), seed, extent)));
    }
    return String.join("\n", lines);
  }

  private static String seeds(Cell cell) {
    ImmutableSortedSet<Long> seeds = cell.folders().keySet();
    return (seeds.size() > 1 ? "seeds " : "seed ")
        + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String names(List<Cell> curves) {
    return curves.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(Cell cell) {
    if (!request.comparison()) {
      return cell.optimizer().label();
    }
    return cell.optimizer().label()
        + (request.blind().size() > 1
            ? " with " + cell.blind() + " blind"
            : " with " + cell.byzantine() + " Byzantine");
  }
}
