package dev.garrison.cluster.node;

import dev.garrison.cluster.wire.IncomingFloats;
import dev.garrison.experiments.ParameterBuffers;
import dev.garrison.experiments.Parameters;
import java.util.function.Consumer;

/** Parameters of a step while they come: they go straight into a tensor. One thread at a time. */
final class ParametersIntake implements AutoCloseable {
  private final long step;
  private final int dimension;
  private final ParameterBuffers.Filling filling;
  private final Consumer<Parameters> whole;
  private long next;

  /**
   * @param filling of length d
   * @param whole gets the parameters, which it closes, when all have come
   */
  ParametersIntake(
      long step, int dimension, ParameterBuffers.Filling filling, Consumer<Parameters> whole) {
    this.step = step;
    this.dimension = dimension;
    this.filling = filling;
    this.whole = whole;
  }

  /** Takes the next piece; false, and nothing is taken, if it is not the next or too long. */
  boolean accept(IncomingFloats<?> piece) {
    int count = piece.header().count();
    if (piece.header().step() != step
        || piece.header().offset() != next
        || count > dimension - next) {
      return false;
    }
    Cursor cursor = new Cursor(Float.BYTES * next);
    piece.readBytes(cursor);
    next += count;
    if (isWhole()) {
      whole.accept(filling.finish());
    }
    return true;
  }

  boolean isWhole() {
    return next == dimension;
  }

  @Override
  public void close() {
    filling.close();
  }

  private final class Cursor implements IncomingFloats.ByteTaker {
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
}
