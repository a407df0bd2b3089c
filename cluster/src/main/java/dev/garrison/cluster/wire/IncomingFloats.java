package dev.garrison.cluster.wire;

import com.google.protobuf.MessageLite;
import io.grpc.HasByteBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A piece of a vector that came, still in gRPC's buffers. Its values can be read once, while the
 * message is being handled: the buffers are gone after that. One thread.
 */
public final class IncomingFloats<M extends MessageLite> implements Frame<M> {
  private final FloatHeader header;
  private final InputStream in;

  /**
   * @param in at the first value; has at least as many as the header says
   */
  IncomingFloats(FloatHeader header, InputStream in) {
    this.header = header;
    this.in = in;
  }

  /** What the values are; valid. */
  public FloatHeader header() {
    return header;
  }

  @Override
  public int size() {
    return header.frameSize();
  }

  /** Takes bytes of values: four per value, lowest first, cut anywhere. */
  public interface ByteTaker {
    /**
     * Takes some, in order.
     *
     * @param bytes used again after the call
     */
    void take(byte[] bytes, int count);
  }

  /** Hands all values on as bytes. */
  public void readBytes(ByteTaker taker) {
    byte[] chunk = new byte[FloatSource.CHUNK];
    try {
      int left = Float.BYTES * header.count();
      while (left > 0) {
        int some = in.readNBytes(chunk, 0, Math.min(FloatSource.CHUNK, left));
        taker.take(chunk, some);
        left -= some;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies all values straight from gRPC's buffers.
   *
   * @param out gets them from its index {@code at} on
   */
  public void readInto(float[] out, int at) {
    try {
      int end = at + header.count();
      int next = at;
      boolean direct = in instanceof HasByteBuffer buffers && buffers.byteBufferSupported();
      while (next < end) {
        int some = direct ? readBuffer(out, next, end) : 0;
        next += some > 0 ? some : readOne(out, next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole values of the next buffer; none if it ends within a value. */
  private int readBuffer(float[] out, int at, int end) throws IOException {
    ByteBuffer buffer = ((HasByteBuffer) in).getByteBuffer();
    int some = Math.min(end - at, buffer.remaining() / Float.BYTES);
    if (some > 0) {
      buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out, at, some);
      in.skipNBytes((long) Float.BYTES * some);
    }
    return some;
  }

  private int readOne(float[] out, int at) throws IOException {
    byte[] value = new byte[Float.BYTES];
    in.readNBytes(value, 0, Float.BYTES);
    ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out, at, 1);
    return 1;
  }
}
