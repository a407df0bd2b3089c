package dev.garrison.runner.training;

import dev.garrison.core.PluginSpec;
import dev.garrison.runner.cli.Population;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.records.EvaluationFile;
import dev.garrison.runner.records.EvaluationLine;
import dev.garrison.runner.records.MetricsFile;
import dev.garrison.runner.records.PlotException;
import dev.garrison.runner.records.Plots;
import dev.garrison.runner.records.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Draws a run's curves from its files, those of the runs it goes on from included. */
final class RunPlots {
  private static final Logger LOG = LogManager.getLogger();

  private RunPlots() {}

  /**
   * Draws into {@code plots}. A machine that cannot draw costs the plots and nothing else.
   *
   * @param dir the run's folder
   */
  static void draw(RunConfig config, Path dir, Path metrics, Optional<Path> evaluations) {
    try {
      List<Point> training = new ArrayList<>();
      MetricsFile.read(metrics, row -> training.add(new Point(row.step(), row.meanHonestLoss())));
      List<EvaluationLine> lines =
          evaluations.isPresent() ? EvaluationFile.read(evaluations.get()) : List.of();
      Plots plots = new Plots(dir.resolve("plots"), title(config));
      plots.loss(training, points(lines, EvaluationLine.LOSS));
      plots.accuracy(points(lines, EvaluationLine.ACCURACY));
    } catch (PlotException e) {
      LOG.warn("no plots: {}", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Point> points(List<EvaluationLine> lines, String metric) {
    return lines.stream()
        .filter(line -> line.metrics().containsKey(metric))
        .map(line -> new Point(line.step(), line.metrics().get(metric)))
        .toList();
  }

  private static String title(RunConfig config) {
    String before =
        config.preAggregators().stream()
            .map(PluginSpec::toString)
            .collect(Collectors.joining(" + "));
    List<String> attacks = new ArrayList<>();
    Population population = config.population();
    config.attack().ifPresent(spec -> attacks.add(under(population.byzantine(), spec)));
    config.localAttack().ifPresent(spec -> attacks.add(under(population.local(), spec)));
    String attack = attacks.isEmpty() ? "" : ", " + String.join(", ", attacks);
    return "%s: %s%s (n=%d, f=%d)%s"
        .formatted(
            config.experiment().name(),
            before.isEmpty() ? "" : before + " + ",
            config.aggregator(),
            population.workers(),
            population.declared(),
            attack);
  }

  private static String under(Set<Integer> workers, PluginSpec attack) {
    return "%d of them under %s".formatted(workers.size(), attack);
  }
}
