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
  public static final int LONGEST = PieceHeader.SIZE + PieceHeader.MOST_BYTES;

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
    if (frame instanceof OutgoingPiece<M> floats) {
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
        case PieceHeader.FLOATS, PieceHeader.CODED -> piece((byte) kind, in, length);
        default -> garbled("frame: expected kind 0, 1 or 2, got " + kind, length);
      };
    } catch (IOException e) {
      return garbled("frame: cannot be read: " + e.getMessage(), length);
    }
  }

  private Frame<M> control(InputStream in, int length) throws IOException {
    try {
      return new Frame.Control<>(parser.parseFrom(in), length);
    } catch (InvalidProtocolBufferException e) {
      return garbled("control message: " + e.getMessage(), length);
    }
  }

  private Frame<M> piece(byte kind, InputStream in, int length) throws IOException {
    byte[] bytes = new byte[PieceHeader.SIZE];
    bytes[0] = kind;
    if (in.readNBytes(bytes, 1, PieceHeader.SIZE - 1) < PieceHeader.SIZE - 1) {
      return garbled("frame of values: expected a header, got " + length + " bytes", length);
    }
    PieceHeader header = PieceHeader.of(bytes);
    boolean padded = bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
    if (!header.isValid() || !padded) {
      return garbled("frame of values: out of range: " + header, length, header);
    }
    int left = length - PieceHeader.SIZE;
    if (!header.fits(left)) {
      return garbled(
          "frame of values: %d bytes for %d %s"
              .formatted(left, header.count(), header.coded() ? "coded values" : "floats"),
          length,
          header);
    }
    return new IncomingPiece<>(header, left, in);
  }

  private Frame<M> garbled(String problem, int length) {
    return new Frame.Garbled<>(problem, OptionalInt.empty(), length);
  }

  private Frame<M> garbled(String problem, int length, PieceHeader header) {
    return new Frame.Garbled<>(problem, OptionalInt.of(header.channel()), length);
  }
}
