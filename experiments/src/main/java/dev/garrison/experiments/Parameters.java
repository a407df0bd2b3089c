package dev.garrison.experiments;

import java.util.concurrent.atomic.AtomicInteger;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * The flat parameter vector of one step as a TensorFlow tensor, made once and fed to every worker
 * and evaluation. Never changes. Whoever keeps it beyond a call {@link #retain}s it; every retain
 * and the creation are matched by one {@link #close}. Any thread.
 */
public final class Parameters implements AutoCloseable {
  private final TFloat32 tensor;
  private final ByteDataBuffer bytes;
  private final Runnable release;
  private final AtomicInteger owners = new AtomicInteger(1);

  /**
   * @param tensor shape [d]; closed with the last owner
   */
  public Parameters(TFloat32 tensor) {
    this(tensor, tensor::close);
  }

  /**
   * @param release what becomes of the tensor after the last owner
   */
  Parameters(TFloat32 tensor, Runnable release) {
    this.tensor = tensor;
    this.bytes = tensor.asRawTensor().data();
    this.release = release;
  }

  /** A copy of an array. */
  public static Parameters copyOf(float[] values) {
    return new Parameters(
        TFloat32.tensorOf(Shape.of(values.length), DataBuffers.of(values, true, false)));
  }

  /** Number of parameters d. */
  public int dimension() {
    return Math.toIntExact(tensor.size());
  }

  /** The tensor, valid until the last owner closes this. */
  public TFloat32 tensor() {
    return tensor;
  }

  /**
   * Copies the values out.
   *
   * @param out length d
   */
  public void copyTo(float[] out) {
    tensor.asRawTensor().data().asFloats().read(out);
  }

  /**
   * Copies some values out.
   *
   * @param position of the first
   * @param out gets {@code count} values from its index 0 on
   */
  public void read(long position, float[] out, int count) {
    tensor.asRawTensor().data().asFloats().offset(position).read(out, 0, count);
  }

  /**
   * Copies bytes out of the values as they travel: four per value, lowest first, which is how all
   * of TensorFlow's machines keep them.
   *
   * @param position first byte wanted
   * @param out gets {@code count} bytes from its index {@code at} on
   */
  public void readBytes(long position, byte[] out, int at, int count) {
    bytes.offset(position).read(out, at, count);
  }

  /** One more owner. */
  public Parameters retain() {
    if (owners.getAndIncrement() <= 0) {
      throw new IllegalStateException("parameters are closed");
    }
    return this;
  }

  @Override
  public void close() {
    int left = owners.decrementAndGet();
    if (left == 0) {
      release.run();
    } else if (left < 0) {
      throw new IllegalStateException("parameters are closed already");
    }
  }
}
