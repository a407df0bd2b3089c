package dev.garrison.cluster.submit;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The output of a run in the order it came, of which the newest part is kept. Positions count bytes
 * from the start of the run. Any thread.
 */
final class OutputLog {
  /**
   * A piece of output.
   *
   * @param from position of its first byte
   * @param error whether it is standard error
   * @param text at least one byte
   */
  record Piece(long from, boolean error, ByteString text) {
    long end() {
      return from + text.size();
    }
  }

  private final long capacity;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private long end;
  private long kept;
  private boolean closed;

  /**
   * @param capacity bytes kept at least, if there are as many
   */
  OutputLog(long capacity) {
    this.capacity = capacity;
  }

  synchronized void append(boolean error, ByteString text) {
    if (text.isEmpty()) {
      return;
    }
    pieces.addLast(new Piece(end, error, text));
    end += text.size();
    kept += text.size();
    while (kept - pieces.getFirst().text().size() >= capacity) {
      kept -= pieces.removeFirst().text().size();
    }
    notifyAll();
  }

  /** Nothing more comes. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * The piece at a position, or the first one after it that is kept; waits until it comes.
   *
   * @return empty if nothing more comes
   */
  synchronized Optional<Piece> next(long position) throws InterruptedException {
    while (position >= end && !closed) {
      wait();
    }
    for (Piece piece : pieces) {
      if (piece.end() > position) {
        return Optional.of(from(piece, position));
      }
    }
    return Optional.empty();
  }

  private static Piece from(Piece piece, long position) {
    int skip = (int) Math.max(0, position - piece.from());
    return skip == 0
        ? piece
        : new Piece(piece.from() + skip, piece.error(), piece.text().substring(skip));
  }
}
