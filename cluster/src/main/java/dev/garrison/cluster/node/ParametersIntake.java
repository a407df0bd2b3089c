package dev.garrison.cluster.node;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.CodedPieces;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.experiments.ParameterBuffers;
import dev.garrison.experiments.Parameters;
import java.util.Optional;
import java.util.function.Consumer;

/** Parameters of a step while they come: they go straight into a tensor. One thread at a time. */
final class ParametersIntake implements AutoCloseable {
  private final long step;
  private final int dimension;
  private final Optional<Codec> codec;
  private final ParameterBuffers.Filling filling;
  private final Consumer<Parameters> whole;
  private long next;

  /**
   * @param codec they come in; empty for floats
   * @param filling of length d
   * @param whole gets the parameters, which it closes, when all have come
   */
  ParametersIntake(
      long step,
      int dimension,
      Optional<Codec> codec,
      ParameterBuffers.Filling filling,
      Consumer<Parameters> whole) {
    this.step = step;
    this.dimension = dimension;
    this.codec = codec;
    this.filling = filling;
    this.whole = whole;
  }

  /** Takes the next piece; false, and nothing is taken, if it is not the next or too long. */
  boolean accept(IncomingPiece<?> piece) {
    int count = piece.header().count();
    if (piece.header().step() != step
        || piece.header().offset() != next
        || count > dimension - next
        || piece.header().coded() != codec.isPresent()
        || codec.isPresent() && !fits(piece, codec.get())) {
      return false;
    }
    if (codec.isPresent()) {
      int chunk = CodedPieces.of(codec.get()).chunk();
      piece.readBytes(codec.get().bytes(chunk), new Decoder(codec.get(), chunk, count));
    } else {
      piece.readBytes(PieceSource.CHUNK, new Cursor(Float.BYTES * next));
    }
    next += count;
    if (isWhole()) {
      whole.accept(filling.finish());
    }
    return true;
  }

  private boolean fits(IncomingPiece<?> piece, Codec how) {
    int count = piece.header().count();
    return (count % how.granule() == 0 || next + count == dimension)
        && piece.bytes() == how.bytes(count);
  }

  boolean isWhole() {
    return next == dimension;
  }

  @Override
  public void close() {
    filling.close();
  }

  private final class Cursor implements IncomingPiece.ByteTaker {
    private long at;

    Cursor(long at) {
      this.at = at;
    }

    @Override
    public void take(byte[] bytes, int count) {
      filling.writeBytes(at, bytes, 0, count);
      at += count;
    }
  }

  private final class Decoder implements IncomingPiece.ByteTaker {
    private final Codec how;
    private final Payload.Floats chunk;
    private final int count;
    private int done;

    Decoder(Codec how, int chunk, int count) {
      this.how = how;
      this.chunk = new Payload.Floats(new float[chunk]);
      this.count = count;
    }

    @Override
    public void take(byte[] bytes, int length) {
      int some = Math.min(chunk.dimension(), count - done);
      how.decode(bytes, 0, chunk, 0, some);
      filling.write(next + done, chunk.values(), some);
      done += some;
    }
  }
}
