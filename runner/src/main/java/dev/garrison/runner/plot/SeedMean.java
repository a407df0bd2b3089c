package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.runner.figures.Curve;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Several runs of one setting as one curve: their mean, and how far they spread. */
final class SeedMean {
  private SeedMean() {}

  /**
   * The points of the curve, one per epoch that any of the runs has.
   *
   * @param tables one per run; may be empty
   * @param factor values are multiplied by
   */
  static ImmutableList<Curve.Point> of(
      List<EpochTable> tables, ToDoubleFunction<EpochTable.Row> value, double factor) {
    SortedMap<Integer, DoubleSummaryStatistics> epochs = new TreeMap<>();
    for (EpochTable table : tables) {
      for (EpochTable.Row row : table.rows()) {
        epochs
            .computeIfAbsent(row.epoch(), epoch -> new DoubleSummaryStatistics())
            .accept(factor * value.applyAsDouble(row));
      }
    }
    ImmutableList.Builder<Curve.Point> points = ImmutableList.builder();
    epochs.forEach(
        (epoch, all) ->
            points.add(new Curve.Point(epoch, all.getAverage(), all.getMin(), all.getMax())));
    return points.build();
  }
}
