package dev.garrison.benchmarks;

import dev.garrison.aggregators.kernels.Vectors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Packed signs in one thread, on vectorized and on scalar kernels. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class SignBenchmark {
  /** What is done, and to how many rows. */
  @Param({"pack", "unpack", "apply", "vote-1", "vote-2", "vote-4", "vote-8", "vote-16", "vote-32"})
  public String work;

  /** Share of the coordinates that are silent in each row of a vote. */
  @Param("0")
  public double silence;

  /** Length of a row. */
  @Param("25000000")
  public int d;

  private SignRows rows;
  private Runnable pass;

  /** Makes the rows; they check themselves. */
  @Setup
  public void setUp() {
    rows = new SignRows(d);
    pass =
        switch (work) {
          case "pack" -> rows::pack;
          case "unpack" -> rows::unpack;
          case "apply" -> rows::apply;
          default -> rows.vote(Integer.parseInt(work.substring("vote-".length())), silence);
        };
  }

  /** Ends the thread. */
  @TearDown(Level.Trial)
  public void tearDown() {
    rows.close();
  }

  /** With the kernels a run normally has. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
  public void vector() {
    Rows.checkKernel(Vectors.implementation(), "vector");
    pass.run();
  }

  /** Without the vector module. */
  @Benchmark
  @Fork(1)
  public void scalar() {
    Rows.checkKernel(Vectors.implementation(), "scalar");
    pass.run();
  }
}
