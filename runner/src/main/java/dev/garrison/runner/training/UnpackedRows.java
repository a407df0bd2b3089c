package dev.garrison.runner.training;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.RowBuffers;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A step's packed rows as floats, for an attack and a rule that want such: each is unpacked once
 * for both, into arrays that go round. Any thread.
 */
final class UnpackedRows implements AutoCloseable {
  private final RowBuffers<float[]> vectors;
  private final Map<SignRow, float[]> rows = new IdentityHashMap<>();

  /**
   * @param vectors where arrays come from, and go back to when this is closed
   */
  UnpackedRows(RowBuffers<float[]> vectors) {
    this.vectors = vectors;
  }

  /**
   * A row as floats, in the calling thread; not to be written to, and good until this is closed.
   */
  synchronized float[] of(SignRow signs) {
    return rows.computeIfAbsent(
        signs,
        row -> {
          float[] values = vectors.take();
          row.unpack(values, 0, values.length);
          return values;
        });
  }

  @Override
  public synchronized void close() {
    rows.values().forEach(vectors::give);
    rows.clear();
  }
}
