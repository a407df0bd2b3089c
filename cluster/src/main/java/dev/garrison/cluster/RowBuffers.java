package dev.garrison.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Vectors of length d that go round: taken for a proposal, given back when its round is closed. So
 * there are as many as were ever in use at once, and none is allocated in the steady state. Any
 * thread.
 *
 * @param <T> what holds a vector
 */
public final class RowBuffers<T> {
  private final Supplier<T> make;
  private final Deque<T> free = new ArrayDeque<>();

  /**
   * @param make makes another one
   */
  public RowBuffers(Supplier<T> make) {
    this.make = make;
  }

  /** Arrays of floats. */
  public static RowBuffers<float[]> ofFloats(int dimension) {
    return new RowBuffers<>(() -> new float[dimension]);
  }

  /** One with arbitrary contents. */
  public synchronized T take() {
    T row = free.poll();
    return row == null ? make.get() : row;
  }

  /** Takes one back; its owner no longer uses it. */
  public synchronized void give(T row) {
    free.push(row);
  }
}
