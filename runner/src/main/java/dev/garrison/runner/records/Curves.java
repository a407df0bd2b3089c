package dev.garrison.runner.records;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Makes many noisy points fit for a drawing. Any thread. */
public final class Curves {
  private Curves() {}

  /** The points whose values are finite. */
  public static ImmutableList<Point> finite(List<Point> points) {
    return points.stream()
        .filter(point -> Double.isFinite(point.value()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Few points for many: means of runs of neighbours, all of one length but the last.
   *
   * @param most how many points may be left
   */
  public static ImmutableList<Point> thin(List<Point> points, int most) {
    int run = Math.max(1, (points.size() + most - 1) / most);
    if (run == 1) {
      return ImmutableList.copyOf(points);
    }
    ImmutableList.Builder<Point> thin = ImmutableList.builder();
    for (int from = 0; from < points.size(); from += run) {
      List<Point> neighbours = points.subList(from, Math.min(from + run, points.size()));
      thin.add(new Point(neighbours.get(neighbours.size() / 2).step(), mean(neighbours)));
    }
    return thin.build();
  }

  /**
   * Replaces every value by the mean of it and its neighbours, as many on either side, fewer near
   * the ends.
   *
   * @param reach how many on either side
   */
  public static ImmutableList<Point> smooth(List<Point> points, int reach) {
    ImmutableList.Builder<Point> smooth = ImmutableList.builder();
    for (int i = 0; i < points.size(); i++) {
      int sides = Math.min(reach, Math.min(i, points.size() - 1 - i));
      smooth.add(new Point(points.get(i).step(), mean(points.subList(i - sides, i + sides + 1))));
    }
    return smooth.build();
  }

  private static double mean(List<Point> points) {
    return points.stream().mapToDouble(Point::value).average().orElseThrow();
  }
}
