package dev.garrison.benchmarks;

import com.google.common.primitives.Ints;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.core.UserException;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * {@code bin/benchmark --signs}: how long packing, unpacking, applying and voting on packed signs
 * take in one thread, as a Markdown table. Exit status 2 for a mistake of the user's.
 */
public final class SignTable {
  private static final int[] WORKERS = {1, 2, 4, 8, 16, 32};

  private final PrintStream out = System.out;
  private final int d;

  private SignTable(int d) {
    this.d = d;
  }

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line
   */
  public static void main(String[] words) {
    Options options = new Options();
    options.addOption(null, "signs", false, "this benchmark");
    options.addOption(null, "d", true, "parameters, default 25000000");
    try {
      CommandLine line = new DefaultParser().parse(options, words);
      if (!line.getArgList().isEmpty()) {
        throw new UserException("\"" + line.getArgList().get(0) + "\": expected an option");
      }
      new SignTable(dimension(line)).run();
    } catch (ParseException e) {
      System.err.println("error: " + e.getMessage() + "; options: --signs --d");
      System.exit(2);
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      System.exit(2);
    }
  }

  private static int dimension(CommandLine line) {
    String text = line.getOptionValue("d");
    Integer value = text == null ? (Integer) 25_000_000 : Ints.tryParse(text);
    if (value == null || value < 1) {
      throw new UserException("--d: expected a positive integer, got \"" + text + "\"");
    }
    return value;
  }

  private void run() {
    out.printf(
        "%s, java %s, one thread, kernels %s%n%n",
        System.getProperty("os.arch"), Runtime.version(), Vectors.implementation());
    out.printf("| d=%,d | n | median ms | least to greatest | GB/s of floats | ms per row |%n", d);
    out.println("|---|---|---|---|---|---|");
    try (SignRows rows = new SignRows(d)) {
      print("pack", 1, rows::pack);
      print("unpack", 1, rows::unpack);
      print("apply", 1, rows::apply);
      double[] votes = new double[WORKERS.length];
      for (int i = 0; i < WORKERS.length; i++) {
        votes[i] = print("vote", WORKERS[i], rows.vote(WORKERS[i], 0));
      }
      print("vote, 1% silent", 8, rows.vote(8, 0.01));
      out.println();
      line(votes);
    }
  }

  /** Prints a row of the table and returns its median. */
  private double print(String what, int n, Runnable call) {
    double[] times = RuleTimer.times(call);
    out.printf(
        "| %s | %d | %.2f | %.2f-%.2f | %.1f | %.3f |%n",
        what, n, times[1], times[0], times[2], 4e-6 * n * d / times[1], times[1] / n);
    return times[1];
  }

  /** The straight line nearest to the votes' times, and how far they are from it. */
  private void line(double[] times) {
    double meanN = 0;
    double meanTime = 0;
    for (int i = 0; i < times.length; i++) {
      meanN += (double) WORKERS[i] / times.length;
      meanTime += times[i] / times.length;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < times.length; i++) {
      covariance += (WORKERS[i] - meanN) * (times[i] - meanTime);
      variance += (WORKERS[i] - meanN) * (WORKERS[i] - meanN);
    }
    double slope = covariance / variance;
    double start = meanTime - slope * meanN;
    double farthest = 0;
    for (int i = 0; i < times.length; i++) {
      farthest = Math.max(farthest, Math.abs(times[i] - start - slope * WORKERS[i]));
    }
    out.printf(
        "vote: %.2f ms + %.3f ms per row; the farthest of the %d times is %.2f ms off that line%n",
        start, slope, times.length, farthest);
  }
}
