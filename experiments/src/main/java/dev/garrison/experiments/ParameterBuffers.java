package dev.garrison.experiments;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * Parameter vectors that arrive in pieces. Their tensors go round, so that there are as many as
 * were ever in use at once and none is allocated in the steady state. Any thread.
 */
public final class ParameterBuffers implements AutoCloseable {
  private final int dimension;
  private final Deque<TFloat32> free = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param dimension d
   */
  public ParameterBuffers(int dimension) {
    this.dimension = dimension;
  }

  /** A vector to be filled, with arbitrary contents. */
  public Filling take() {
    return new Filling(tensor());
  }

  private synchronized TFloat32 tensor() {
    if (closed) {
      throw new IllegalStateException("parameter buffers are closed");
    }
    TFloat32 tensor = free.poll();
    return tensor == null ? TFloat32.tensorOf(Shape.of(dimension)) : tensor;
  }

  private synchronized void give(TFloat32 tensor) {
    if (closed) {
      tensor.close();
    } else {
      free.push(tensor);
    }
  }

  /** Frees the memory; that of vectors still in use when they are closed. */
  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(TFloat32::close);
    free.clear();
  }

  /** A vector that is being filled. One thread at a time; ended by one call of its last two. */
  public final class Filling implements AutoCloseable {
    private final TFloat32 tensor;
    private final ByteDataBuffer bytes;
    private boolean ended;

    private Filling(TFloat32 tensor) {
      this.tensor = tensor;
      this.bytes = tensor.asRawTensor().data();
    }

    /**
     * Puts bytes in place: four per value, lowest first.
     *
     * @param position of the first byte in the vector
     * @param in {@code count} bytes of it from its index {@code at} on
     */
    public void writeBytes(long position, byte[] in, int at, int count) {
      bytes.offset(position).write(in, at, count);
    }

    /**
     * Puts values in place.
     *
     * @param position of the first
     * @param in {@code count} values from its index 0 on
     */
    public void write(long position, float[] in, int count) {
      tensor.asRawTensor().data().asFloats().offset(position).write(in, 0, count);
    }

    /** The vector as it is now, never written to again before its last owner closes it. */
    public Parameters finish() {
      end();
      return new Parameters(tensor, () -> give(tensor));
    }

    /** Gives up; does nothing after {@link #finish}. */
    @Override
    public void close() {
      if (!ended) {
        end();
        give(tensor);
      }
    }

    private void end() {
      if (ended) {
        throw new IllegalStateException("the vector was filled already");
      }
      ended = true;
    }
  }
}
