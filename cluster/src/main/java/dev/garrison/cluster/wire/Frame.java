package dev.garrison.cluster.wire;

import com.google.protobuf.MessageLite;
import java.util.OptionalInt;

/**
 * One gRPC message.
 *
 * @param <M> the control messages of its direction
 */
public sealed interface Frame<M extends MessageLite>
    permits Frame.Control, Frame.Garbled, Frame.Raw, OutgoingPiece, IncomingPiece {
  /**
   * A control message.
   *
   * @param message what it says
   * @param size in bytes, as it came, which may be more than what it says needs
   */
  record Control<M extends MessageLite>(M message, int size) implements Frame<M> {
    /** A message to be sent. */
    public Control(M message) {
      this(message, 1 + message.getSerializedSize());
    }
  }

  /**
   * Something that came and is no frame.
   *
   * @param problem one line
   * @param channel of the vector it claims to belong to, if it says so
   * @param size in bytes
   */
  record Garbled<M extends MessageLite>(String problem, OptionalInt channel, int size)
      implements Frame<M> {}

  /**
   * Bytes to be sent as they are, for a worker that is to break the protocol.
   *
   * @param bytes of the whole message
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Raw<M extends MessageLite>(byte[] bytes) implements Frame<M> {
    @Override
    public int size() {
      return bytes.length;
    }
  }

  /** Bytes it takes. */
  int size();
}
