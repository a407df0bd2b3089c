package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.garrison.core.StateNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the workers remember, kept so that a node that comes back can go on from it: as of the last
 * time it was asked for or restored. One thread, the training loop's.
 */
final class Memories {
  /** Other things than momenta, in vectors of length d: of a worker as it should be. */
  private static final long OTHERS = 4;

  /** Of a worker that the run itself attacks: its attack may remember many steps. */
  private static final long OTHERS_ATTACKED = 1024;

  private static final String MOMENTUM = "momentum";
  private static final long SMALL = 1 << 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long SLOWEST_BYTES_PER_SECOND = 10_000_000;

  private final RemoteRun run;
  private final ImmutableList<NodeLink> links;
  private Map<String, float[]> latest = Map.of();
  private long request;

  Memories(RemoteRun run, ImmutableList<NodeLink> links) {
    this.run = run;
    this.links = links;
  }

  /** Asks all nodes; for workers that are not there, what they had last. */
  Map<String, float[]> collect() {
    request++;
    Map<NodeLink, MemoryIntake> asked = new LinkedHashMap<>();
    for (NodeLink link : links) {
      if (link.receptions().values().stream().allMatch(Reception::isFree)) {
        link.askMemory(request, limits(link)).ifPresent(intake -> asked.put(link, intake));
      }
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos() + transferNanos();
    Map<String, float[]> all = new HashMap<>();
    for (NodeLink link : links) {
      Optional<Map<String, float[]>> own = Optional.empty();
      if (asked.containsKey(link)) {
        own = await(link, asked.get(link), deadline).filter(this::isUsable);
      }
      all.putAll(own.orElseGet(() -> lastOf(link)));
    }
    remember(Map.copyOf(all), false);
    addMissingMomenta(all);
    return all;
  }

  /**
   * Workers go on from here.
   *
   * @throws IllegalArgumentException if a momentum is missing or has the wrong length
   */
  void restore(Map<String, float[]> state) {
    if (run.workers().momentum() > 0) {
      for (int worker = 0; worker < run.workers().count(); worker++) {
        checkMomentum(worker, state);
      }
    }
    remember(Map.copyOf(state), true);
  }

  private void checkMomentum(int worker, Map<String, float[]> state) {
    float[] momentum = state.get(momentum(worker));
    if (!run.workers().silent().contains(worker)) {
      if (momentum == null) {
        throw new IllegalArgumentException("worker " + worker + ": no momentum in the saved state");
      }
      if (momentum.length != run.dimension()) {
        throw new IllegalArgumentException(
            "momentum: expected length " + run.dimension() + ", got " + momentum.length);
      }
    }
  }

  private void remember(Map<String, float[]> all, boolean send) {
    latest = all;
    links.forEach(link -> link.remember(all, send));
  }

  private Optional<Map<String, float[]>> await(NodeLink link, MemoryIntake intake, long deadline) {
    CompletableFuture<Optional<Map<String, float[]>>> result = intake.result();
    long left = Math.max(0, deadline - System.nanoTime());
    Optional<Map<String, float[]>> own =
        result.copy().completeOnTimeout(Optional.empty(), left, TimeUnit.NANOSECONDS).join();
    if (!result.isDone()) {
      link.cut("does not say what its workers remember");
    }
    return own;
  }

  /** A momentum of the wrong length would spoil a checkpoint. */
  private boolean isUsable(Map<String, float[]> own) {
    return own.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/" + MOMENTUM))
        .allMatch(entry -> entry.getValue().length == run.dimension());
  }

  private Map<String, float[]> lastOf(NodeLink link) {
    Map<String, float[]> own = new HashMap<>();
    for (int worker : link.receptions().keySet()) {
      String name = "worker" + worker;
      own.putAll(StateNames.prefix(name, StateNames.unprefix(name, latest)));
    }
    return own;
  }

  /** A worker that was never heard of begins from nothing. */
  private void addMissingMomenta(Map<String, float[]> all) {
    if (run.workers().momentum() > 0) {
      links.stream()
          .flatMap(link -> link.receptions().keySet().stream())
          .forEach(
              worker -> all.computeIfAbsent(momentum(worker), n -> new float[run.dimension()]));
    }
  }

  private static String momentum(int worker) {
    return "worker" + worker + "/" + MOMENTUM;
  }

  private ImmutableMap<Integer, Long> limits(NodeLink link) {
    return link.receptions().keySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                worker -> worker,
                worker ->
                    SMALL
                        + run.dimension()
                            * (run.workers().attacked().contains(worker)
                                ? OTHERS_ATTACKED
                                : OTHERS)));
  }

  private long transferNanos() {
    long bytes = (long) Float.BYTES * run.dimension() * run.workers().count();
    return TimeUnit.SECONDS.toNanos(1) * (bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
