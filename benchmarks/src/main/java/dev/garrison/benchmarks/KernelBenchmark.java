package dev.garrison.benchmarks;

import dev.garrison.aggregators.kernels.ColumnSorter;
import dev.garrison.aggregators.kernels.PairwiseDistances;
import dev.garrison.aggregators.kernels.RowGram;
import dev.garrison.aggregators.kernels.RowMeans;
import dev.garrison.aggregators.kernels.RowNorms;
import dev.garrison.aggregators.kernels.SignVotes;
import dev.garrison.aggregators.kernels.Vectors;
import dev.garrison.aggregators.kernels.WeightedSums;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The passes under the rules, on vectorized and on scalar kernels. The single-row and single-pair
 * ones and the votes run in one thread, the others in all.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class KernelBenchmark {
  /** Which pass. */
  @Param({
    "finite",
    "distance",
    "votes",
    "norms",
    "mean",
    "weighted-sum",
    "distances",
    "gram",
    "median"
  })
  public String kernel;

  /** Rows. */
  @Param("20")
  public int n;

  /** Length of each. */
  @Param("1000000")
  public int d;

  private final PairwiseDistances distances = new PairwiseDistances();
  private final RowNorms norms = new RowNorms();
  private final RowGram gram = new RowGram();
  private final SignVotes votes = new SignVotes();
  private final ColumnSorter median =
      new ColumnSorter((columns, f, out, at) -> columns.median(out, at));
  private double[] weights;
  private float[][] rows;
  private float[] out;
  private Runnable pass;

  /** Checks a distance, a norm and an inner product against double precision. */
  @Setup
  public void setUp() {
    rows = Rows.random(n, d);
    out = new float[d];
    weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    distances.compute(rows);
    norms.compute(rows);
    gram.compute(rows);
    double distance = 0;
    double norm = 0;
    for (int c = 0; c < d; c++) {
      double difference = (double) rows[0][c] - rows[1][c];
      distance += difference * difference;
      norm += (double) rows[0][c] * rows[0][c];
    }
    check("distance", distance, distances.squared(0, 1));
    check("distance", distance, Vectors.squaredDistance(rows[0], rows[1]));
    check("norm", norm, norms.squared(0));
    check("inner product", norm, gram.get(0, 0));
    pass = pass();
  }

  private Runnable pass() {
    return switch (kernel) {
      case "finite" -> () -> out[0] = Vectors.allFinite(rows[0]) ? 1 : 0;
      case "distance" -> () -> out[0] = (float) Vectors.squaredDistance(rows[0], rows[1]);
      case "votes" -> () -> votes.count(rows, 0, d, out);
      case "norms" -> () -> norms.compute(rows);
      case "mean" -> () -> RowMeans.mean(rows, out);
      case "weighted-sum" -> () -> WeightedSums.sum(weights, rows, out);
      case "distances" -> () -> distances.compute(rows);
      case "gram" -> () -> gram.compute(rows);
      case "median" -> () -> median.combine(rows, 0, out);
      default -> throw new IllegalArgumentException("kernel: no pass is called " + kernel);
    };
  }

  private static void check(String what, double expected, double actual) {
    // 72 float roundings in a segment
    if (!(Math.abs(expected - actual) <= 72 * 0x1p-24 * expected)) {
      throw new IllegalStateException(what + ": expected " + expected + ", got " + actual);
    }
  }

  /** With the kernels a run normally has. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
  public float[] vector() {
    Rows.checkKernel(Vectors.implementation(), "vector");
    pass.run();
    return out;
  }

  /** Without the vector module. */
  @Benchmark
  @Fork(1)
  public float[] scalar() {
    Rows.checkKernel(Vectors.implementation(), "scalar");
    pass.run();
    return out;
  }
}
