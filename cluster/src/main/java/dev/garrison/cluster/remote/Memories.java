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
  private static final int OTHERS = 4;

  /** Of a worker that the run itself attacks: its attack may remember many steps. */
  private static final int OTHERS_ATTACKED = 1024;

  /** Vectors for each that has length d: there are short ones beside. */
  private static final int VECTORS = 2;

  /** Most checkpoints at which a node that did not answer one is not asked again. */
  private static final int LONGEST_PAUSE = 64;

  private static final String MOMENTUM = "momentum";
  private static final long SMALL = 1 << 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long SLOWEST_BYTES_PER_SECOND = 10_000_000;

  private final RemoteRun run;
  private final ImmutableList<NodeLink> links;
  private final Map<NodeLink, Pause> pauses = new HashMap<>();
  private Map<String, float[]> latest = Map.of();
  private long request;

  /**
   * When a node that did not answer is asked again.
   *
   * @param until the first request that it is asked
   * @param length in requests; twice as long the next time
   */
  private record Pause(long until, int length) {}

  Memories(RemoteRun run, ImmutableList<NodeLink> links) {
    this.run = run;
    this.links = links;
  }

  /** Asks all nodes; for workers that are not there, what they had last. */
  Map<String, float[]> collect() {
    request++;
    Map<NodeLink, MemoryIntake> asked = new LinkedHashMap<>();
    for (NodeLink link : links) {
      if (link.receptions().values().stream().allMatch(Reception::isFree) && !isPaused(link)) {
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
      pause(link);
    } else if (own.isPresent()) {
      pauses.remove(link);
    }
    return own;
  }

  private boolean isPaused(NodeLink link) {
    Pause pause = pauses.get(link);
    return pause != null && request < pause.until();
  }

  /** All wait for an answer that does not come: not at every checkpoint. */
  private void pause(NodeLink link) {
    Pause before = pauses.get(link);
    int length = before == null ? 1 : Math.min(LONGEST_PAUSE, 2 * before.length());
    pauses.put(link, new Pause(request + 1 + length, length));
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

  private ImmutableMap<Integer, MemoryIntake.Limit> limits(NodeLink link) {
    return link.receptions().keySet().stream()
        .collect(ImmutableMap.toImmutableMap(worker -> worker, this::limit));
  }

  private MemoryIntake.Limit limit(int worker) {
    int others = run.workers().attacked().contains(worker) ? OTHERS_ATTACKED : OTHERS;
    return new MemoryIntake.Limit(SMALL + (long) run.dimension() * others, VECTORS * others);
  }

  private long transferNanos() {
    long bytes = (long) Float.BYTES * run.dimension() * run.workers().count();
    return TimeUnit.SECONDS.toNanos(1) * (bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
