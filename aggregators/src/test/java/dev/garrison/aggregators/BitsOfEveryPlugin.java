package dev.garrison.aggregators;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.ArgDescription;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Hashes of what every rule and pre-aggregator found gives, with its default arguments and with
 * every choice it offers. A program too, which prints them: one JVM has one kind of kernels.
 */
final class BitsOfEveryPlugin {
  private static final int N = 15;
  private static final int F = 3;

  /** Three blocks of columns and a part of one, which is no multiple of any vector's length. */
  private static final int D = 3 * 4096 + 1027;

  private static final int STEPS = 2;

  private BitsOfEveryPlugin() {}

  /** Prints the kernels' name, then a plugin and its hash in each line. */
  public static void main(String[] arguments) {
    System.out.println(Vectors.implementation());
    hashes().forEach((plugin, hash) -> System.out.println(plugin + " " + hash));
  }

  /** In the caller's fork-join pool. */
  static SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (PluginRegistry registry =
        PluginRegistry.load(List.of(Aggregator.KIND, PreAggregator.KIND), List.of())) {
      for (PluginSpec spec : specs(registry, Aggregator.KIND)) {
        Aggregator rule =
            registry.create(Aggregator.KIND, spec, HostBindings.of(N, new Cohort(N, F)));
        hashes.put(spec.toString(), hash(rule));
      }
      for (PluginSpec spec : specs(registry, PreAggregator.KIND)) {
        PreAggregator step =
            registry.create(PreAggregator.KIND, spec, HostBindings.of(N, new Cohort(N, F)));
        hashes.put(spec.toString(), hash(step));
      }
    }
    return hashes;
  }

  private static List<PluginSpec> specs(PluginRegistry registry, PluginKind<?> kind) {
    List<PluginSpec> specs = new ArrayList<>();
    for (PluginDescription plugin : registry.list(kind)) {
      specs.add(PluginSpec.of(plugin.name()));
      for (ArgDescription argument : plugin.arguments()) {
        String choices = "one of ";
        if (argument.type().startsWith(choices)) {
          for (String choice : argument.type().substring(choices.length()).split(", ", -1)) {
            specs.add(PluginSpec.parse(plugin.name() + "," + argument.name() + ":" + choice));
          }
        }
      }
    }
    return specs;
  }

  private static String hash(Aggregator rule) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (int step = 0; step < STEPS; step++) {
      for (float[][] rows : inputs(step)) {
        float[] out = Rows.filled(D, Float.NaN);
        rule.aggregate(proposals(step, rows), out);
        put(out, hasher);
        if (rule instanceof SignAggregator counter) {
          SignRow elected = new SignRow(D);
          counter.vote(packed(step, rows), elected);
          put(elected, hasher);
        }
      }
    }
    return hasher.hash().toString();
  }

  private static String hash(PreAggregator step) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (int number = 0; number < STEPS; number++) {
      for (float[][] rows : inputs(number)) {
        for (float[] row : step.apply(proposals(number, rows)).rows()) {
          put(row, hasher);
        }
      }
    }
    return hasher.hash().toString();
  }

  private static Proposals proposals(int step, float[][] rows) {
    return new Proposals(step, IntStream.range(0, N).toArray(), rows);
  }

  private static Proposals packed(int step, float[][] rows) {
    SignRow[] signs = new SignRow[N];
    for (int i = 0; i < N; i++) {
      signs[i] = new SignRow(D);
      signs[i].pack(rows[i], SignRow.Zeros.SILENT);
    }
    return Proposals.ofSigns(step, IntStream.range(0, N).toArray(), signs);
  }

  /** Rows like gradients; the same with one that lost a stretch, one infinite here and there. */
  private static List<float[][]> inputs(int step) {
    float[][] plain = Rows.random(31 + step, N, D);
    float[][] hostile = Rows.copy(plain);
    Arrays.fill(hostile[2], D / 3, D / 2, Float.NaN);
    for (int c = 0; c < D; c += 5) {
      hostile[9][c] = c % 2 == 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    }
    Arrays.fill(hostile[14], Float.MAX_VALUE);
    return List.of(plain, hostile);
  }

  private static void put(float[] values, Hasher hasher) {
    for (float value : values) {
      hasher.putInt(Float.floatToRawIntBits(value));
    }
  }

  private static void put(SignRow row, Hasher hasher) {
    for (long word : row.negatives()) {
      hasher.putLong(word);
    }
    for (long word : row.silent()) {
      hasher.putLong(word);
    }
  }
}
