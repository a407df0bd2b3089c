package dev.garrison.cluster.wire;

import com.google.protobuf.MessageLite;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
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
public final class IncomingPiece<M extends MessageLite> implements Frame<M> {
  private final PieceHeader header;
  private final int bytes;
  private final InputStream in;

  /**
   * @param bytes of the values
   * @param in at the first value; has at least as many bytes
   */
  IncomingPiece(PieceHeader header, int bytes, InputStream in) {
    this.header = header;
    this.bytes = bytes;
    this.in = in;
  }

  /** What the values are; valid. */
  public PieceHeader header() {
    return header;
  }

  @Override
  public int size() {
    return PieceHeader.SIZE + bytes;
  }

  /** Takes bytes of values, lowest first. */
  public interface ByteTaker {
    /**
     * Takes some, in order.
     *
     * @param bytes used again after the call
     */
    void take(byte[] bytes, int count);
  }

  /** Bytes of all values. */
  public int bytes() {
    return bytes;
  }

  /**
   * Hands all values on as bytes.
   *
   * @param most at a time: all but the last are so many
   */
  public void readBytes(int most, ByteTaker taker) {
    byte[] chunk = new byte[Math.min(most, bytes)];
    try {
      int left = bytes;
      while (left > 0) {
        int some = in.readNBytes(chunk, 0, Math.min(chunk.length, left));
        taker.take(chunk, some);
        left -= some;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Decodes all values.
   *
   * @param into gets them from its position {@code at} on, where a granule begins
   * @return false, and nothing is read, if they are not what the codec's would be
   */
  public boolean decode(Codec codec, Payload into, int at) {
    int count = header.count();
    if (!header.coded() || count % codec.granule() != 0 && at + count != into.dimension()) {
      return false;
    }
    if (bytes != codec.bytes(count)) {
      return false;
    }
    int chunk = CodedPieces.of(codec).chunk();
    readBytes(codec.bytes(chunk), new Decoder(codec, into, chunk, at, at + count));
    return true;
  }

  private static final class Decoder implements ByteTaker {
    private final Codec codec;
    private final Payload into;
    private final int chunk;
    private final int end;
    private int at;

    Decoder(Codec codec, Payload into, int chunk, int at, int end) {
      this.codec = codec;
      this.into = into;
      this.chunk = chunk;
      this.at = at;
      this.end = end;
    }

    @Override
    public void take(byte[] bytes, int count) {
      int some = Math.min(chunk, end - at);
      codec.decode(bytes, 0, into, at, some);
      at += some;
    }
  }

  /**
   * Copies all floats straight from gRPC's buffers.
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
