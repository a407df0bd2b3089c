package dev.garrison.cluster.wire;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import java.io.IOException;
import java.io.OutputStream;

/** A vector in the run's codec. */
final class CodedSource implements PieceSource {
  private final Codec codec;
  private final Payload payload;
  private final CodedPieces pieces;

  /**
   * @param payload coded; must not change until it is written
   */
  CodedSource(Codec codec, Payload payload) {
    this.codec = codec;
    this.payload = payload;
    this.pieces = CodedPieces.of(codec);
  }

  @Override
  public void write(long from, int count, OutputStream out) throws IOException {
    byte[] chunk = new byte[codec.bytes(pieces.chunk())];
    int end = Math.toIntExact(from + count);
    for (int at = (int) from; at < end; at += pieces.chunk()) {
      int some = Math.min(pieces.chunk(), end - at);
      codec.encode(payload, at, some, chunk, 0);
      out.write(chunk, 0, codec.bytes(some));
    }
  }

  @Override
  public int bytes(int count) {
    return codec.bytes(count);
  }

  @Override
  public int most() {
    return pieces.most();
  }

  @Override
  public boolean coded() {
    return true;
  }
}
