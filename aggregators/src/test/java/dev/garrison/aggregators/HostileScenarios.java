package dev.garrison.aggregators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Steps at which some of the rows are hostile, one to f of them, wherever they are. */
final class HostileScenarios {
  /** How many seeds {@link Rows#trusted} knows. */
  private static final int SEEDS = 13;

  private HostileScenarios() {}

  /**
   * One step.
   *
   * @param name kinds of hostile rows, where they are, the seed
   * @param number of the step
   * @param rows of all workers
   * @param honest whose are
   */
  record Scenario(String name, long number, float[][] rows, boolean[] honest) {
    Proposals proposals() {
      return new Proposals(number, IntStream.range(0, rows.length).toArray(), rows);
    }
  }

  /** All of one kind, and all of different ones, at every place. */
  static List<Scenario> all(int n, int f, int d) {
    List<Scenario> all = new ArrayList<>();
    int kinds = kinds(Rows.random(0, n, d)).size();
    int stride = 0;
    for (int[] places : places(n, f)) {
      for (int kind = 0; kind < kinds; kind++) {
        all.add(scenario(all.size(), n, d, places, kind, 0));
        if (places.length > 1) {
          // Another mixture at every place
          stride = stride % (kinds - 1) + 1;
          all.add(scenario(all.size(), n, d, places, kind, stride));
        }
      }
    }
    return all;
  }

  /** The first, the last, those in the middle, and some spread over all. */
  private static List<int[]> places(int n, int f) {
    List<int[]> places = new ArrayList<>();
    for (int count = 1; count <= f; count++) {
      for (int first : new int[] {0, n / 2, n - count}) {
        int start = first;
        int[] together = new int[count];
        Arrays.setAll(together, i -> start + i);
        places.add(together);
      }
      if (count > 1) {
        int[] spread = new int[count];
        int gaps = count - 1;
        Arrays.setAll(spread, i -> i * (n - 1) / gaps);
        places.add(spread);
      }
    }
    return places;
  }

  /**
   * @param stride from one hostile row's kind to the next one's, 0 for all the same
   */
  private static Scenario scenario(int number, int n, int d, int[] places, int kind, int stride) {
    float[][] rows = Rows.random(number % SEEDS, n, d);
    boolean[] honest = new boolean[n];
    Arrays.fill(honest, true);
    Map<String, float[]> kinds = kinds(rows);
    List<String> names = List.copyOf(kinds.keySet());
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < places.length; i++) {
      String chosen = names.get((kind + i * stride) % names.size());
      rows[places[i]] = kinds.get(chosen).clone();
      honest[places[i]] = false;
      name.append(chosen).append(" at ").append(places[i]).append(", ");
    }
    return new Scenario(name + "seed " + number % SEEDS, number, rows, honest);
  }

  /** Beside those of the contracts, rows that are far, not so far, or like honest ones. */
  private static Map<String, float[]> kinds(float[][] honest) {
    int d = honest[0].length;
    Map<String, float[]> kinds = new LinkedHashMap<>(AggregatorContract.hostileRows(d));
    float[] huge = new float[d];
    float[] reversed = new float[d];
    float[] beside = new float[d];
    float[] spike = honest[3].clone();
    spike[d / 3] = 1e20f;
    for (int k = 0; k < d; k++) {
      huge[k] = k % 2 == 0 ? 3.4e38f : -3.4e38f;
      reversed[k] = -100 * honest[3][k];
      beside[k] = honest[3][k] + 1.5f;
    }
    kinds.put("huge", huge);
    // Squares overflow a float, or nearly do
    kinds.put("spike", spike);
    kinds.put("-1e18", Rows.filled(d, -1e18f));
    kinds.put("reversed", reversed);
    kinds.put("beside", beside);
    kinds.put("copy", honest[3]);
    return kinds;
  }
}
