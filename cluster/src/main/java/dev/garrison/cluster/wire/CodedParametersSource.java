package dev.garrison.cluster.wire;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.experiments.Parameters;
import java.io.IOException;
import java.io.OutputStream;

/** Parameters in a codec that looks at no more than a granule at a time. */
final class CodedParametersSource implements PieceSource {
  private final Codec codec;
  private final Parameters parameters;
  private final CodedPieces pieces;

  CodedParametersSource(Codec codec, Parameters parameters) {
    this.codec = codec;
    this.parameters = parameters;
    this.pieces = CodedPieces.of(codec);
  }

  @Override
  public void write(long from, int count, OutputStream out) throws IOException {
    Payload.Floats chunk = new Payload.Floats(new float[pieces.chunk()]);
    byte[] bytes = new byte[codec.bytes(pieces.chunk())];
    for (int done = 0; done < count; done += pieces.chunk()) {
      int some = Math.min(pieces.chunk(), count - done);
      parameters.read(from + done, chunk.values(), some);
      codec.code(chunk.values(), chunk);
      codec.encode(chunk, 0, some, bytes, 0);
      out.write(bytes, 0, codec.bytes(some));
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
