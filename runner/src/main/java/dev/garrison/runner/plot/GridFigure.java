package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.runner.figures.Curve;
import dev.garrison.runner.figures.Figure;
import dev.garrison.runner.figures.Ink;
import dev.garrison.runner.figures.Panel;
import dev.garrison.runner.figures.Scale;
import dev.garrison.runner.signsgd.DataName;
import dev.garrison.runner.signsgd.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A figure of runs of {@code bin/signsgd}: rows are metrics, columns are optimizers. */
final class GridFigure {
  private final PlotRequest.Grid request;
  private final StudyShelf shelf;
  private final List<String> missing = new ArrayList<>();

  GridFigure(PlotRequest.Grid request) {
    this.request = request;
    this.shelf = new StudyShelf(request);
  }

  /** What is not there, lines for people; after {@link #draw}. */
  List<String> missing() {
    return missing;
  }

  /**
   * The figure, with what is there.
   *
   * @throws UserException if there is nothing at all, or something missing that must not be
   */
  Figure draw() {
    List<List<Cell>> columns = new ArrayList<>();
    for (Method optimizer : request.optimizers()) {
      columns.add(cells(optimizer));
    }
    refuseMissing(columns);
    ImmutableList.Builder<ImmutableList<Panel>> rows = ImmutableList.builder();
    for (Metric metric : request.metrics()) {
      rows.add(row(metric, columns));
    }
    return new Figure(
        request.title() ? title() : "",
        rows.build(),
        legend(),
        new SeedNote(request, columns.stream().flatMap(List::stream).toList()).text());
  }

  private List<Cell> cells(Method optimizer) {
    List<Cell> cells = new ArrayList<>();
    for (int blind : request.blind()) {
      for (int byzantine : request.byzantine()) {
        cells.add(shelf.find(optimizer, blind, byzantine, missing));
      }
    }
    return cells;
  }

  private void refuseMissing(List<List<Cell>> columns) {
    boolean nothing = columns.stream().flatMap(List::stream).allMatch(c -> c.folders().isEmpty());
    if (nothing || (!missing.isEmpty() && !request.allowMissing())) {
      throw new UserException(
          String.join("\nerror: ", missing)
              + (nothing ? "" : "\nerror: --allow-missing draws the rest"));
    }
  }

  private ImmutableList<Panel> row(Metric metric, List<List<Cell>> columns) {
    List<ImmutableList<Curve>> curves =
        columns.stream().map(cells -> curves(metric, cells)).toList();
    List<Curve> all = curves.stream().flatMap(List::stream).toList();
    Scale x =
        Scale.upTo(all.stream().flatMap(c -> c.points().stream()).mapToDouble(Curve.Point::x));
    Scale y =
        Scale.around(
            all.stream()
                .flatMap(c -> c.points().stream())
                .flatMapToDouble(p -> DoubleStream.of(p.low(), p.high())),
            0,
            metric == Metric.ACC ? 100 : Double.POSITIVE_INFINITY);
    boolean first = metric == request.metrics().get(0);
    ImmutableList.Builder<Panel> panels = ImmutableList.builder();
    for (int i = 0; i < curves.size(); i++) {
      panels.add(
          new Panel(
              first ? request.optimizers().get(i).label() : "",
              "Epoch",
              quantity(metric),
              x,
              y,
              curves.get(i)));
    }
    return panels.build();
  }

  private String quantity(Metric metric) {
    String text =
        metric == Metric.ACC
            ? "accuracy (%)"
            : request.data() == DataName.LINREG
                ? "loss (mean squared error)"
                : "loss (cross-entropy, nats)";
    return request.comparison()
        ? "Test " + text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private ImmutableList<Curve> curves(Metric metric, List<Cell> cells) {
    ImmutableList.Builder<Curve> curves = ImmutableList.builder();
    if (!request.comparison()) {
      curves.add(curve(metric, cells.get(0), EpochTable.Row::training, Ink.of(1)));
      curves.add(curve(metric, cells.get(0), EpochTable.Row::test, Ink.of(0)));
      return curves.build();
    }
    for (int i = 0; i < cells.size(); i++) {
      curves.add(curve(metric, cells.get(i), EpochTable.Row::test, Ink.of(i)));
    }
    return curves.build();
  }

  private Curve curve(Metric metric, Cell cell, ToDoubleFunction<EpochTable.Row> value, Ink ink) {
    List<EpochTable> tables = new ArrayList<>();
    cell.folders()
        .forEach(
            (seed, folder) -> {
              boolean unfinished = cell.unfinished().containsKey(seed);
              tables.add(unfinished ? unfinished(metric, folder) : table(metric, folder));
            });
    return new Curve(ink, SeedMean.of(tables, value, metric == Metric.ACC ? 100 : 1));
  }

  private static EpochTable unfinished(Metric metric, Path folder) {
    return EpochTable.readUnfinished(metric.file(folder));
  }

  private static EpochTable table(Metric metric, Path folder) {
    Path file = metric.file(folder);
    if (!Files.exists(file)) {
      throw new UserException(
          "%s: is not there; the run was made with --%s False, make it again with --overwrite"
              .formatted(file, metric.label()));
    }
    return EpochTable.read(file);
  }

  private ImmutableList<Figure.Entry> legend() {
    if (!request.comparison()) {
      return ImmutableList.of(
          new Figure.Entry(Ink.of(1), "training (mean over the workers' own examples)"),
          new Figure.Entry(Ink.of(0), "test"));
    }
    boolean blindVary = request.blind().size() > 1;
    ImmutableList.Builder<Figure.Entry> entries = ImmutableList.builder();
    List<Integer> counts = blindVary ? request.blind() : request.byzantine();
    for (int i = 0; i < counts.size(); i++) {
      entries.add(
          new Figure.Entry(Ink.of(i), counts.get(i) + (blindVary ? " blind" : " Byzantine")));
    }
    return entries.build();
  }

  private String title() {
    return "%s, %s, %d workers: %s blind, %s Byzantine"
        .formatted(
            request.data().label(),
            request.net(),
            request.nprocs(),
            join(request.blind()),
            join(request.byzantine()));
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
