package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableMap;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.VectorIntake;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.StateVector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * What the workers of a node remember, while it comes: vectors one after the other. The first thing
 * wrong ends it. One thread reads; any thread waits.
 */
final class MemoryIntake {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,200}");
  private static final Optional<String> FINE = Optional.empty();

  /**
   * What a worker may remember at most.
   *
   * @param values in all its vectors
   * @param vectors however short
   */
  record Limit(long values, int vectors) {}

  private final long request;
  private final int channel;
  private final Map<Integer, Limit> left;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final CompletableFuture<Optional<Map<String, float[]>>> result =
      new CompletableFuture<>();
  private String name;
  private VectorIntake current;

  /**
   * @param request its number
   * @param channel of the values
   * @param limits of each worker that is asked
   */
  MemoryIntake(long request, int channel, ImmutableMap<Integer, Limit> limits) {
    this.request = request;
    this.channel = channel;
    this.left = new HashMap<>(limits);
  }

  /** All vectors, by {@code workerN/name}; empty if they did not come as they should. */
  CompletableFuture<Optional<Map<String, float[]>>> result() {
    return result;
  }

  /** Nothing more will come. */
  void fail() {
    result.complete(Optional.empty());
  }

  /** A vector follows. */
  Optional<String> vector(StateVector vector) {
    Limit allowed = left.get(vector.getWorker());
    long length = vector.getLength();
    if (isOver() || current != null) {
      return failed("a memory out of turn");
    }
    if (allowed == null || vector.getChannel() != channel) {
      return failed("a memory of worker " + Integer.toUnsignedString(vector.getWorker()));
    }
    if (!NAME.matcher(vector.getName()).matches()) {
      return failed("a memory without a proper name");
    }
    if (length < 0 || length > Math.min(allowed.values(), Integer.MAX_VALUE)) {
      return failed("a memory of %s values".formatted(Long.toUnsignedString(length)));
    }
    if (allowed.vectors() == 0) {
      return failed("a memory in too many vectors");
    }
    name = "worker" + vector.getWorker() + "/" + vector.getName();
    if (vectors.containsKey(name)) {
      return failed("the same memory twice");
    }
    left.put(vector.getWorker(), new Limit(allowed.values() - length, allowed.vectors() - 1));
    current = new VectorIntake((int) length);
    finishCurrent();
    return FINE;
  }

  /** Values came. */
  Optional<String> piece(IncomingPiece<?> piece) {
    if (isOver() || current == null || piece.header().step() != request || !current.accept(piece)) {
      return failed("values of a memory out of turn");
    }
    finishCurrent();
    return FINE;
  }

  /** That was all. */
  Optional<String> sent(StateSent sent) {
    if (isOver() || current != null || sent.getRequest() != request) {
      return failed("the end of a memory out of turn");
    }
    result.complete(Optional.of(vectors));
    return FINE;
  }

  private boolean isOver() {
    return result.isDone();
  }

  private void finishCurrent() {
    if (current.isWhole()) {
      vectors.put(name, current.values());
      current = null;
    }
  }

  private Optional<String> failed(String problem) {
    fail();
    return Optional.of(problem);
  }
}
