package dev.garrison.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.MajorityVote;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.Broadcast;
import dev.garrison.cluster.Change;
import dev.garrison.cluster.FixedTimeout;
import dev.garrison.cluster.Round;
import dev.garrison.cluster.TrafficCounts;
import dev.garrison.cluster.WorkerSettings;
import dev.garrison.cluster.codec.ChosenCodec;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.cluster.remote.RemoteRun;
import dev.garrison.cluster.tls.CertificateAuthority;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.Seed;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.ReplicaOptions;
import java.io.IOException;
import java.io.PrintStream;
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
 * {@code bin/benchmark --codecs}: bytes that leave and arrive, and the time of a step, for every
 * codec, between this process and one per worker, under TLS. Exit status 2 for a mistake of the
 * user's.
 */
public final class CodecBenchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int WARM_UP = 3;
  private static final float MOVE = 1e-6f;

  private final PrintStream out = System.out;
  private final CertificateAuthority authority = CertificateAuthority.create("be");
  private final int dimension;
  private final int workers;
  private final int steps;

  private CodecBenchmark(int dimension, int workers, int steps) {
    this.dimension = dimension;
    this.workers = workers;
    this.steps = steps;
  }

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line
   */
  public static void main(String[] words) throws IOException {
    Options options = new Options();
    options.addOption(null, "codecs", false, "this benchmark");
    options.addOption(null, "d", true, "parameters, default 25000000");
    options.addOption(null, "n", true, "workers, each in a process of its own, default 8");
    options.addOption(null, "steps", true, "measured, default 10");
    int status = 0;
    try {
      CommandLine line = new DefaultParser().parse(options, words);
      new CodecBenchmark(
              number(line, "d", 25_000_000), number(line, "n", 8), number(line, "steps", 10))
          .run();
    } catch (ParseException e) {
      System.err.println("error: " + e.getMessage() + "; options: --d --n --steps");
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

  private void run() throws IOException {
    out.printf(
        "%s, java %s, %d processors; d = %d, n = %d, %d steps%n%n",
        System.getProperty("os.arch"),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        dimension,
        workers,
        steps);
    out.println(
        "| codec | bytes out, worker and step | bytes in | of d/8, out and in | float32's, of these |"
            + " ms a step, median | ms a vote |");
    out.println("|---|---|---|---|---|---|---|");
    List<NodeProcess> nodes = new ArrayList<>();
    try {
      ImmutableList.Builder<NodeAddress> addresses = ImmutableList.builder();
      for (int i = 0; i < workers; i++) {
        nodes.add(new NodeProcess(i, Optional.of(authority)));
        addresses.add(nodes.get(i).address());
      }
      double full = 0;
      for (String codec : List.of("float32", "bfloat16", "sign")) {
        Row row = measure(addresses.build(), codec);
        full = full == 0 ? row.sent() + row.received() : full;
        print(codec, row, full);
      }
    } finally {
      nodes.forEach(NodeProcess::close);
    }
  }

  /** Bytes of a worker and step, and milliseconds. */
  private record Row(double sent, double received, double step, double vote) {}

  private void print(String codec, Row row, double full) {
    double bits = Math.ceil(dimension / 8.0);
    out.printf(
        "| %s | %.0f | %.0f | %.3f, %.3f | %.2f | %.0f | %s |%n",
        codec,
        row.sent(),
        row.received(),
        row.sent() / bits,
        row.received() / bits,
        full / (row.sent() + row.received()),
        row.step(),
        row.vote() > 0 ? "%.1f".formatted(row.vote()) : "–");
    out.flush();
  }

  private Row measure(ImmutableList<NodeAddress> nodes, String name) {
    ChosenCodec codec;
    try (PluginRegistry registry = PluginRegistry.load(List.of(Codec.KIND), List.of())) {
      codec = ChosenCodec.of(registry, PluginSpec.parse(name));
    }
    RemoteRun run =
        new RemoteRun(
            new PluginSpec("wide", ImmutableMap.of("parameters", Integer.toString(dimension))),
            ReplicaOptions.defaults(),
            new WorkerSettings(
                workers, ImmutableSet.of(), ImmutableSet.of(), Optional.empty(), 0, new Seed(1)),
            dimension,
            codec);
    try (RemotePool pool =
        new RemotePool(
            nodes,
            Optional.of(authority.issue(NodeProcess.SERVER)),
            run,
            FixedTimeout.none(),
            workers,
            0,
            Optional.empty(),
            () -> false)) {
      pool.awaitNodes(PATIENCE);
      return measure(pool);
    }
  }

  private Row measure(RemotePool pool) {
    Cohort cohort = new Cohort(workers, 0);
    MajorityVote rule = new MajorityVote(cohort, MajorityVote.Tie.POSITIVE, new Seed(1));
    float[] x = new float[dimension];
    double[] times = new double[steps];
    double[] votes = new double[steps];
    Optional<Change> change = Optional.empty();
    TrafficCounts before = TrafficCounts.NONE;
    for (int step = 0; step < WARM_UP + steps; step++) {
      if (step == WARM_UP) {
        before = pool.traffic();
      }
      try (Parameters parameters = Parameters.copyOf(x)) {
        long start = System.nanoTime();
        try (Round round = pool.step(new Broadcast(step, parameters, change))) {
          long came = System.nanoTime();
          change = vote(rule, round);
          if (step >= WARM_UP) {
            times[step - WARM_UP] = (came - start) / 1e6;
            votes[step - WARM_UP] = change.isEmpty() ? 0 : (System.nanoTime() - came) / 1e6;
          }
        }
      }
      if (change.isPresent() && change.get() instanceof Change.Vote vote) {
        vote.vote().apply(vote.keep(), vote.move(), x, 0, dimension);
      }
    }
    TrafficCounts moved = pool.traffic().minus(before);
    if (moved.resent() > 0) {
      throw new IllegalStateException("nodes drifted " + moved.resent() + " times");
    }
    double each = (double) workers * steps;
    return new Row(moved.sent() / each, moved.received() / each, median(times), median(votes));
  }

  /** Empty if the proposals are no signs. */
  private Optional<Change> vote(MajorityVote rule, Round round) {
    ImmutableList<Answer> answers = round.answers();
    if (answers.size() != workers) {
      throw new UserException("%d of %d proposals came".formatted(answers.size(), workers));
    }
    if (!(answers.get(0).proposal() instanceof Payload.Signs)) {
      return Optional.empty();
    }
    SignRow vote = new SignRow(dimension);
    rule.vote(
        Proposals.ofSigns(
            0,
            answers.stream().mapToInt(Answer::worker).toArray(),
            answers.stream()
                .map(answer -> ((Payload.Signs) answer.proposal()).row())
                .toArray(SignRow[]::new)),
        vote);
    return Optional.of(new Change.Vote(vote, 1, MOVE));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
