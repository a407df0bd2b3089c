package dev.garrison.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.garrison.cluster.FixedTimeout;
import dev.garrison.cluster.Round;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.remote.RemoteEvaluator;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.ReplicaOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * {@code bin/benchmark --wire}: how fast parameters travel to nodes and proposals back, between
 * processes on this machine. Exit status 2 for a mistake of the user's.
 */
public final class WireBenchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MLP_DIMENSION = 79_510;
  private static final int WARM_UP = 5;

  private final PrintStream out = System.out;
  private final Optional<CertificateAuthority> authority;
  private final Optional<Credentials> own;

  private WireBenchmark(boolean tls) {
    authority = tls ? Optional.of(CertificateAuthority.create("be")) : Optional.empty();
    own = authority.map(all -> all.issue(NodeProcess.SERVER));
  }

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line
   */
  public static void main(String[] words) throws IOException {
    Options options = new Options();
    options.addOption(null, "wire", false, "this benchmark");
    options.addOption(null, "d", true, "parameters, default 25000000");
    options.addOption(null, "nodes", true, "worker processes for steps per second, default 4");
    options.addOption(null, "steps", true, "of each measurement, default 30");
    options.addOption(null, "insecure", false, "plain text in place of TLS 1.3");
    int status = 0;
    try {
      CommandLine line = new DefaultParser().parse(options, words);
      new WireBenchmark(!line.hasOption("insecure"))
          .run(number(line, "d", 25_000_000), number(line, "nodes", 4), number(line, "steps", 30));
    } catch (ParseException e) {
      System.err.println("error: " + e.getMessage() + "; options: --d --nodes --steps --insecure");
      status = 2;
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      status = 2;
    }
    System.exit(status);
  }

  private static int number(CommandLine line, String option, int fallback) {
    String text = line.getOptionValue(option);
    Integer value = text == null ? (Integer) fallback : Ints.tryParse(text);
    if (value == null || value < 1) {
      throw new UserException(
          "--" + option + ": expected a positive integer, got \"" + text + "\"");
    }
    return value;
  }

  private void run(int d, int nodes, int steps) throws IOException {
    out.printf(
        "%s, java %s, %d processors, %s%n",
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        authority.isPresent() ? "TLS 1.3" : "plain text");
    vectors(d, steps);
    steps(nodes, 20 * steps);
  }

  private static RemoteRun run(PluginSpec experiment, int workers, int dimension) {
    return new RemoteRun(
        experiment,
        ReplicaOptions.defaults(),
        new WorkerSettings(
            workers, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), 0, new Seed(1)),
        dimension,
        ChosenCodec.FLOAT32);
  }

  /**
   * One node. An evaluation is parameters out, and a model that looks at one of them; a step that
   * is asked again is parameters out and the last proposal in: neither computes anything.
   */
  private void vectors(int d, int steps) throws IOException {
    PluginSpec wide = new PluginSpec("wide", ImmutableMap.of("parameters", Integer.toString(d)));
    try (NodeProcess node = new NodeProcess(0, authority);
        RemotePool pool = pool(ImmutableList.of(node.address()), run(wide, 1, d));
        RemoteEvaluator evaluator = new RemoteEvaluator(node.address(), own, run(wide, 1, d));
        Parameters parameters = Parameters.copyOf(new float[d])) {
      Cost outwards = cost(steps, node, () -> evaluate(evaluator, parameters));
      long before = allocated();
      Cost both = cost(steps, node, () -> step(pool, 0, parameters));
      long bytes = (allocated() - before) / (steps + WARM_UP);
      print("parameters out", d, outwards);
      print("proposal in", d, both.minus(outwards));
      out.printf("heap allocated here by a step: %.1f%% of the vector%n", 25.0 * bytes / d);
    }
  }

  /** Of one transfer, in milliseconds: by the clock, and of both processes' processors. */
  private record Cost(double clock, double here, double there) {
    Cost minus(Cost other) {
      return new Cost(clock - other.clock, here - other.here, there - other.there);
    }
  }

  private static Cost cost(int steps, NodeProcess node, Runnable what) {
    for (int i = 0; i < WARM_UP; i++) {
      what.run();
    }
    double here = processorMillis();
    double there = node.processorMillis();
    double clock = median(steps, what);
    return new Cost(
        clock, (processorMillis() - here) / steps, (node.processorMillis() - there) / steps);
  }

  private static double processorMillis() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }

  private void print(String what, int d, Cost cost) {
    out.printf(
        "d=%d: %s %.1f ms (%.2f GB/s), processor time %.0f ms here, %.0f ms at the node%n",
        d, what, cost.clock(), 4e-6 * d / cost.clock(), cost.here(), cost.there());
  }

  private static void evaluate(RemoteEvaluator evaluator, Parameters parameters) {
    if (evaluator.evaluate(0, parameters, PATIENCE).isEmpty()) {
      throw new UserException("the node does not evaluate");
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
  }

  private void steps(int nodes, int steps) throws IOException {
    boolean mnist = System.getenv("GARRISON_DATA_DIR") != null;
    PluginSpec experiment = PluginSpec.parse((mnist ? "mnist" : "digits") + ",model:mlp");
    List<NodeProcess> processes = new ArrayList<>();
    try {
      ImmutableList.Builder<NodeAddress> addresses = ImmutableList.builder();
      for (int i = 0; i < nodes; i++) {
        processes.add(new NodeProcess(i, authority));
        addresses.add(processes.get(i).address());
      }
      try (RemotePool pool = pool(addresses.build(), run(experiment, nodes, MLP_DIMENSION));
          Parameters parameters = Parameters.copyOf(new float[MLP_DIMENSION])) {
        long[] step = new long[1];
        for (int i = 0; i < 20 * WARM_UP; i++) {
          step(pool, step[0]++, parameters);
        }
        double before = processorMillis(processes);
        double milliseconds = median(steps, () -> step(pool, step[0]++, parameters));
        out.printf(
            "%s, %d worker processes: %.2f ms a step, %.0f steps/s, processor time %.2f ms in all%n",
            experiment,
            nodes,
            milliseconds,
            1e3 / milliseconds,
            (processorMillis(processes) - before) / steps);
      }
    } finally {
      processes.forEach(NodeProcess::close);
    }
  }

  private static double processorMillis(List<NodeProcess> nodes) {
    return processorMillis() + nodes.stream().mapToDouble(NodeProcess::processorMillis).sum();
  }

  private RemotePool pool(ImmutableList<NodeAddress> nodes, RemoteRun run) {
    RemotePool pool =
        new RemotePool(nodes, own, run, FixedTimeout.none(), 1, 0, Optional.empty(), () -> false);
    pool.awaitNodes(PATIENCE);
    return pool;
  }

  private static void step(RemotePool pool, long step, Parameters parameters) {
    try (Round round = pool.step(step, parameters)) {
      if (round.answers().isEmpty()) {
        throw new UserException("no proposal came");
      }
    }
  }

  /** Milliseconds. */
  private static double median(int times, Runnable what) {
    double[] milliseconds = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      what.run();
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    return milliseconds[times / 2];
  }
}
