package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.garrison.aggregators.kernels.Vectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every rule and pre-aggregator gives the same bits for any number of threads and with any kernels.
 * Finds the plugins by itself: a new one is tested here without being named. Nothing is written
 * down, so nothing has to be changed with a rule; what a rule's bits are is in its own test.
 */
class SameBitsTest {
  private static final SortedMap<String, String> HERE = BitsOfEveryPlugin.hashes();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void withAnyNumberOfThreads(int threads) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      assertEquals(HERE, pool.submit(BitsOfEveryPlugin::hashes).join());
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // What a JVM is started with, the kernels it then has
    "-Dgarrison.kernels=scalar, scalar",
    "-XX:MaxVectorSize=16, vector-128",
    "-XX:MaxVectorSize=32, vector-(128|256)"
  })
  void withAnyKernels(String option, String kernels) throws IOException, InterruptedException {
    assumeTrue(
        Vectors.implementation().startsWith("vector-"),
        "compared where this machine's own vectors are");
    List<String> lines = linesOf(option);
    assertTrue(lines.get(0).matches(kernels), lines.get(0));
    SortedMap<String, String> there = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int end = line.lastIndexOf(' ');
      there.put(line.substring(0, end), line.substring(end + 1));
    }
    assertEquals(HERE, there);
  }

  /** What {@link BitsOfEveryPlugin} prints in a JVM of its own. */
  private static List<String> linesOf(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                BitsOfEveryPlugin.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } finally {
      process.destroy();
    }
    assertEquals(0, process.waitFor(), lines.toString());
    return lines;
  }
}
