package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.runner.figures.Curve;
import dev.garrison.runner.figures.Figure;
import dev.garrison.runner.figures.Ink;
import dev.garrison.runner.figures.Panel;
import dev.garrison.runner.figures.Scale;
import dev.garrison.runner.records.Curves;
import dev.garrison.runner.records.EvaluationFile;
import dev.garrison.runner.records.EvaluationLine;
import dev.garrison.runner.records.MetricsFile;
import dev.garrison.runner.records.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Any runs side by side, from their {@code eval} and {@code metrics.csv}: test accuracy, test loss
 * and training loss, as far as a run has them.
 */
final class RunsFigure {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MOST_POINTS = 200;

  private final PlotRequest.Runs request;

  RunsFigure(PlotRequest.Runs request) {
    this.request = request;
  }

  /**
   * The figure.
   *
   * @throws UserException if a folder is not a run's
   */
  Figure draw() {
    List<List<Point>> accuracies = new ArrayList<>();
    List<List<Point>> testLosses = new ArrayList<>();
    List<List<Point>> trainingLosses = new ArrayList<>();
    for (Path folder : request.folders()) {
      Path eval = folder.resolve("eval");
      Path metrics = folder.resolve("metrics.csv");
      if (!Files.exists(eval) && !Files.exists(metrics)) {
        throw new UserException(
            "DIR: %s is not a run's folder: neither eval nor metrics.csv is in it"
                .formatted(folder));
      }
      try {
        List<EvaluationLine> lines = EvaluationFile.read(eval);
        accuracies.add(points(lines, EvaluationLine.ACCURACY, 100));
        testLosses.add(points(lines, EvaluationLine.LOSS, 1));
        trainingLosses.add(training(metrics));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    ImmutableList.Builder<ImmutableList<Panel>> rows = ImmutableList.builder();
    add(rows, accuracies, "Test accuracy (%)", 100);
    add(rows, testLosses, "Test loss (mean per example)", Double.POSITIVE_INFINITY);
    add(rows, trainingLosses, "Training loss (mean of batches)", Double.POSITIVE_INFINITY);
    ImmutableList<ImmutableList<Panel>> all = rows.build();
    if (all.isEmpty()) {
      throw new UserException("DIR: the runs have made no step and no evaluation yet");
    }
    return new Figure(request.title(), all, legend(), "");
  }

  private static List<Point> points(List<EvaluationLine> lines, String metric, double factor) {
    return lines.stream()
        .filter(line -> line.metrics().containsKey(metric))
        .map(line -> new Point(line.step(), factor * line.metrics().get(metric)))
        .toList();
  }

  private static List<Point> training(Path metrics) throws IOException {
    List<Point> points = new ArrayList<>();
    if (Files.exists(metrics)) {
      MetricsFile.read(metrics, row -> points.add(new Point(row.step(), row.meanHonestLoss())));
      if (points.isEmpty()) {
        LOG.warn(
            "{}: no step in it that this version can read; its training loss is left out", metrics);
      }
    }
    return Curves.thin(Curves.finite(points), MOST_POINTS);
  }

  private static void add(
      ImmutableList.Builder<ImmutableList<Panel>> rows,
      List<List<Point>> runs,
      String quantity,
      double ceiling) {
    List<Point> all = runs.stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      return;
    }
    ImmutableList.Builder<Curve> curves = ImmutableList.builder();
    for (int i = 0; i < runs.size(); i++) {
      curves.add(
          new Curve(
              Ink.of(i),
              runs.get(i).stream()
                  .map(point -> new Curve.Point(point.step(), point.value()))
                  .collect(ImmutableList.toImmutableList())));
    }
    rows.add(
        ImmutableList.of(
            new Panel(
                "",
                "Step (updates made)",
                quantity,
                Scale.upTo(all.stream().mapToDouble(Point::step)),
                Scale.around(all.stream().mapToDouble(Point::value), 0, ceiling),
                curves.build())));
  }

  private ImmutableList<Figure.Entry> legend() {
    ImmutableList.Builder<Figure.Entry> entries = ImmutableList.builder();
    for (int i = 0; i < request.labels().size(); i++) {
      entries.add(new Figure.Entry(Ink.of(i), request.labels().get(i)));
    }
    return entries.build();
  }
}
