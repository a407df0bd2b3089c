package dev.garrison.cluster.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/**
 * Frames to bytes and back. What comes in is read in the thread that got it, and whatever it is, it
 * becomes a frame. Immutable.
 *
 * @param <M> the control messages of this direction
 */
public final class FrameMarshaller<M extends MessageLite>
    implements MethodDescriptor.Marshaller<Frame<M>> {
  /** Longest frame in bytes; control messages may be as long as a full frame of floats. */
  public static final int LONGEST = FloatHeader.SIZE + Float.BYTES * FloatHeader.MOST;

  private static final byte CONTROL = 0;

  private final Parser<M> parser;

  /**
   * @param parser of the control messages
   */
  public FrameMarshaller(Parser<M> parser) {
    this.parser = parser;
  }

  @Override
  public InputStream stream(Frame<M> frame) {
    if (frame instanceof OutgoingFloats<M> floats) {
      return floats.stream();
    }
    if (frame instanceof Frame.Control<M> control) {
      byte[] message = control.message().toByteArray();
      byte[] bytes = new byte[1 + message.length];
      bytes[0] = CONTROL;
      System.arraycopy(message, 0, bytes, 1, message.length);
      return new ByteArrayInputStream(bytes);
    }
    if (frame instanceof Frame.Raw<M> raw) {
      return new ByteArrayInputStream(raw.bytes());
    }
    throw new IllegalArgumentException("frame: came in, cannot be sent");
  }

  @Override
  public Frame<M> parse(InputStream in) {
    int length = 0;
    try {
      length = in.available();
      int kind = in.read();
      return switch (kind) {
        case CONTROL -> control(in, length);
        case FloatHeader.KIND -> floats(in, length);
        default -> garbled("frame: expected kind 0 or 1, got " + kind, length);
      };
    } catch (IOException e) {
      return garbled("frame: cannot be read: " + e.getMessage(), length);
    }
  }

  private Frame<M> control(InputStream in, int length) throws IOException {
    try {
      return new Frame.Control<>(parser.parseFrom(in));
    } catch (InvalidProtocolBufferException e) {
      return garbled("control message: " + e.getMessage(), length);
    }
  }

  private Frame<M> floats(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[FloatHeader.SIZE];
    bytes[0] = FloatHeader.KIND;
    if (in.readNBytes(bytes, 1, FloatHeader.SIZE - 1) < FloatHeader.SIZE - 1) {
      return garbled("frame of floats: expected a header, got " + length + " bytes", length);
    }
    FloatHeader header = FloatHeader.of(bytes);
    boolean padded = bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
    if (!header.isValid() || !padded) {
      return garbled("frame of floats: out of range: " + header, length, header);
    }
    if (length != header.frameSize()) {
      return garbled(
          "frame of floats: expected %d bytes, got %d".formatted(header.frameSize(), length),
          length,
          header);
    }
    return new IncomingFloats<>(header, in);
  }

  private Frame<M> garbled(String problem, int length) {
    return new Frame.Garbled<>(problem, OptionalInt.empty(), length);
  }

  private Frame<M> garbled(String problem, int length, FloatHeader header) {
    return new Frame.Garbled<>(problem, OptionalInt.of(header.channel()), length);
  }
}
