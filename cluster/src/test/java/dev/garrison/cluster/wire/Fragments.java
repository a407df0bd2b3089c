package dev.garrison.cluster.wire;

import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** A message as gRPC hands it over: in buffers of arbitrary lengths. */
final class Fragments extends InputStream implements KnownLength, HasByteBuffer {
  private final ByteBuffer message;
  private final RandomGenerator random;
  private final int longest;
  private int left;

  /**
   * @param longest most bytes of a buffer
   */
  Fragments(byte[] message, RandomGenerator random, int longest) {
    this.message = ByteBuffer.allocateDirect(message.length).put(message).flip();
    this.random = random;
    this.longest = longest;
  }

  @Override
  public boolean byteBufferSupported() {
    return true;
  }

  @Override
  public ByteBuffer getByteBuffer() {
    if (left == 0) {
      left = Math.min(message.remaining(), 1 + random.nextInt(longest));
    }
    return message.remaining() == 0 ? null : message.slice(message.position(), left);
  }

  @Override
  public int read() {
    if (!message.hasRemaining()) {
      return -1;
    }
    advance(1);
    return message.get() & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (!message.hasRemaining()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, message.remaining());
    advance(count);
    message.get(bytes, offset, count);
    return count;
  }

  @Override
  public long skip(long count) {
    int skipped = (int) Math.min(count, message.remaining());
    advance(skipped);
    message.position(message.position() + skipped);
    return skipped;
  }

  @Override
  public int available() {
    return message.remaining();
  }

  private void advance(int count) {
    left = Math.max(0, left - count);
  }
}
