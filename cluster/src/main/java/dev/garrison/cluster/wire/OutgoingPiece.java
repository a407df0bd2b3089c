package dev.garrison.cluster.wire;

import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A piece of a vector to be sent. It is written into gRPC's buffers when it is sent, without an
 * array of its own.
 */
public final class OutgoingPiece<M extends MessageLite> implements Frame<M> {
  private final PieceHeader header;
  private final PieceSource source;

  /**
   * @param source of the whole vector
   */
  public OutgoingPiece(PieceHeader header, PieceSource source) {
    if (!header.isValid()) {
      throw new IllegalArgumentException("header: out of range: " + header);
    }
    this.header = header;
    this.source = source;
  }

  @Override
  public int size() {
    return PieceHeader.SIZE + source.bytes(header.count());
  }

  InputStream stream() {
    return new Drain();
  }

  private final class Drain extends InputStream implements Drainable, KnownLength {
    private boolean drained;

    @Override
    public int drainTo(OutputStream target) throws IOException {
      drained = true;
      target.write(header.toBytes());
      source.write(header.offset(), header.count(), target);
      return size();
    }

    @Override
    public int available() {
      return drained ? 0 : size();
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("only drained");
    }
  }
}
