package dev.garrison.benchmarks;

import com.google.common.primitives.Ints;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.PreAggregator;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.PluginKind;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * {@code bin/benchmark}: how long every rule and pre-aggregator takes at given n, f and d, beside
 * the time this machine needs to read the rows once. Exit status 2 for a mistake of the user's.
 */
public final class RuleBenchmark {
  private static final List<PluginKind<?>> KINDS = List.of(Aggregator.KIND, PreAggregator.KIND);
  private static final int[] WORKERS = {10, 20, 50, 100, 200};
  private static final int[] DIMENSIONS = {10_000, 100_000, 1_000_000, 10_000_000};

  private final PrintStream out = System.out;
  private final List<Timing> timings = new ArrayList<>();

  private RuleBenchmark() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line
   */
  public static void main(String[] words) throws IOException {
    try {
      new RuleBenchmark().run(words);
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(2);
    }
  }

  private void run(String... words) throws IOException {
    Options options = new Options();
    options.addOption(null, "n", true, "workers, default 20");
    options.addOption(null, "f", true, "declared Byzantine ones, default 4");
    options.addOption(null, "d", true, "parameters, default 1000000");
    options.addOption(null, "only", true, "names of the rules to time, between commas");
    options.addOption(null, "csv", true, "also write the table to this file");
    options.addOption(null, "scaling", true, "sweep n and d, f = n/5, and draw this PNG file");
    CommandLine line;
    try {
      line = new DefaultParser().parse(options, words);
    } catch (ParseException e) {
      throw new UserException(
          e.getMessage()
              + "; options: --n --f --d --only --csv --scaling, or --wire or --signs as the first",
          e);
    }
    if (!line.getArgList().isEmpty()) {
      throw new UserException("\"" + line.getArgList().get(0) + "\": expected an option");
    }
    Optional<List<String>> only =
        Optional.ofNullable(line.getOptionValue("only"))
            .map(names -> List.of(names.split(",", -1)));
    out.printf(
        "%s, java %s, %d processors, kernels %s%n",
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Vectors.implementation());
    try (PluginRegistry registry = PluginRegistry.load(KINDS, List.of())) {
      RuleTimer timer = new RuleTimer(registry, only);
      if (line.hasOption("scaling")) {
        sweep(timer);
        ScalingChart.write(timings, Path.of(line.getOptionValue("scaling")));
      } else {
        time(timer, number(line, "n", 20), number(line, "f", 4), number(line, "d", 1_000_000));
      }
    }
    if (line.hasOption("csv")) {
      writeCsv(Path.of(line.getOptionValue("csv")));
    }
  }

  private static int number(CommandLine line, String option, int fallback) {
    String text = line.getOptionValue(option);
    Integer value = text == null ? (Integer) fallback : Ints.tryParse(text);
    if (value == null || value < (option.equals("f") ? 0 : 1)) {
      throw new UserException(
          "--" + option + ": expected a positive integer, got \"" + text + "\"");
    }
    return value;
  }

  private void sweep(RuleTimer timer) {
    long most = Runtime.getRuntime().maxMemory() / 3;
    for (int n : WORKERS) {
      for (int d : DIMENSIONS) {
        if ((long) n * d * Float.BYTES > most) {
          out.printf(
              "n=%d d=%d: left out, the rows alone are %d MB%n", n, d, (long) n * d / 250_000);
        } else {
          time(timer, n, n / 5, d);
        }
      }
    }
  }

  private void time(RuleTimer timer, int n, int f, int d) {
    float[][] rows = Rows.random(n, d);
    double floor = timer.floor(rows);
    out.printf(
        "%nn=%d f=%d d=%d: reading the rows takes %.3f ms (%.1f GB/s)%n",
        n, f, d, floor, gigabytes(n, d) / floor * 1e3);
    out.printf("%-28s %12s %12s %9s %9s%n", "rule", "median ms", "spread ms", "x floor", "GB/s");
    timer.time(
        rows,
        f,
        timing -> {
          out.printf(
              "%-28s %12.3f %12s %9.1f %9.1f%n",
              timing.name(),
              timing.median(),
              "%.3f-%.3f".formatted(timing.least(), timing.greatest()),
              timing.median() / floor,
              gigabytes(n, d) / timing.median() * 1e3);
          timings.add(timing);
        },
        refusal -> out.println(refusal));
  }

  private static double gigabytes(int n, int d) {
    return (double) n * d * Float.BYTES / 1e9;
  }

  private void writeCsv(Path file) throws IOException {
    StringBuilder text = new StringBuilder("rule,n,f,d,median_ms,least_ms,greatest_ms,floor_ms\n");
    for (Timing timing : timings) {
      text.append(timing.csv()).append('\n');
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
