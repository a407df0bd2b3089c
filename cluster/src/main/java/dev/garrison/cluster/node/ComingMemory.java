package dev.garrison.cluster.node;

import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.VectorIntake;
import dev.garrison.cluster.wire.proto.StateVector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What workers are to go on from, while it comes: vectors one after the other. One thread at a
 * time.
 */
final class ComingMemory {
  private final Map<String, float[]> whole = new HashMap<>();
  private Optional<VectorIntake> current = Optional.empty();
  private String name = "";

  /** A vector follows; false, and nothing is taken, if that cannot be. */
  boolean begin(StateVector vector) {
    if (current.isPresent() || vector.getLength() < 0 || vector.getLength() >= Integer.MAX_VALUE) {
      return false;
    }
    name = "worker" + vector.getWorker() + "/" + vector.getName();
    current = Optional.of(new VectorIntake((int) vector.getLength()));
    finish();
    return true;
  }

  /** Takes the next values; false, and nothing is taken, if they are not. */
  boolean accept(IncomingPiece<?> piece) {
    if (current.isEmpty() || !current.get().accept(piece)) {
      return false;
    }
    finish();
    return true;
  }

  private void finish() {
    if (current.orElseThrow().isWhole()) {
      whole.put(name, current.get().values());
      current = Optional.empty();
    }
  }

  /** That was all: hands it over by {@code workerN/name}; empty if a vector is not whole. */
  Optional<Map<String, float[]>> take() {
    if (current.isPresent()) {
      return Optional.empty();
    }
    Map<String, float[]> all = Map.copyOf(whole);
    whole.clear();
    return Optional.of(all);
  }
}
