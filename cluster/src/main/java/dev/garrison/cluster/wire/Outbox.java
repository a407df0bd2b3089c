package dev.garrison.cluster.wire;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.protobuf.MessageLite;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is still to be sent on a stream, in order. Vectors leave in frames as fast as the stream
 * takes them, so that only a bounded part of them lies in gRPC's buffers. Any thread; gRPC's says
 * when the stream is ready again.
 *
 * @param <M> the control messages of its direction
 */
public final class Outbox<M extends MessageLite> {
  /** A stream's sending end; called by one thread at a time. */
  public interface Line<M extends MessageLite> {
    /** Whether another frame may be given without piling up. */
    boolean isReady();

    /** Takes a frame at once. */
    void send(Frame<M> frame);
  }

  private final Line<M> line;
  private final Deque<Item<M>> items = new ArrayDeque<>();
  private boolean pumping;
  private boolean closed;

  /**
   * @param line not used any more once this is closed
   */
  public Outbox(Line<M> line) {
    this.line = line;
  }

  /** Sends a message after all that was given before; after the end, nothing. */
  public synchronized void send(M message) {
    if (!closed) {
      items.add(new Single<>(new Frame.Control<>(message)));
      pump();
    }
  }

  /** Sends bytes after all that was given before. */
  public synchronized void sendRaw(byte[] bytes) {
    if (!closed) {
      items.add(new Single<>(new Frame.Raw<>(bytes)));
      pump();
    }
  }

  /**
   * Sends a vector after all that was given before.
   *
   * @param step goes into the frames, like {@code channel}; neither is negative
   * @param length number of values, not negative
   * @param done called once: when the vector is no longer needed, before anything after it is sent.
   *     Called by any thread, within this object's lock.
   */
  public synchronized void send(
      int channel, long step, PieceSource source, long length, Runnable done) {
    // Later it would be in everybody's way.
    checkArgument(channel >= 0, "channel: expected 0 or more, got %s", channel);
    checkArgument(step >= 0, "step: expected 0 or more, got %s", step);
    checkArgument(length >= 0, "length: expected 0 or more, got %s", length);
    if (closed) {
      done.run();
    } else {
      items.add(new Vector<>(channel, step, source, length, done));
      pump();
    }
  }

  /** Whether everything has been handed to gRPC. */
  public synchronized boolean isEmpty() {
    return items.isEmpty();
  }

  /** Sends on; called when the stream is ready. */
  public synchronized void pump() {
    // Sending may call back in the same thread.
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      // Whatever is sent, this may be closed by a call back.
      while (!closed && !items.isEmpty() && items.peek().sendOne(line)) {
        if (!closed && items.peek().isSent()) {
          items.remove().done();
        }
      }
    } finally {
      pumping = false;
    }
  }

  /**
   * Drops what is not sent yet. Nothing is given to the line any more when the last act is done;
   * that is done the first time only.
   *
   * @param last with the line; by the calling thread, within this object's lock
   */
  public synchronized void close(Runnable last) {
    if (!closed) {
      closed = true;
      items.forEach(Item::done);
      items.clear();
      last.run();
    }
  }

  private interface Item<M extends MessageLite> {
    /** Sends a frame; false if the line is not ready for it. */
    boolean sendOne(Line<M> line);

    boolean isSent();

    void done();
  }

  private record Single<M extends MessageLite>(Frame<M> frame) implements Item<M> {
    @Override
    public boolean sendOne(Line<M> line) {
      line.send(frame);
      return true;
    }

    @Override
    public boolean isSent() {
      return true;
    }

    @Override
    public void done() {}
  }

  private static final class Vector<M extends MessageLite> implements Item<M> {
    private final int channel;
    private final long step;
    private final PieceSource source;
    private final long length;
    private final Runnable done;
    private long next;

    Vector(int channel, long step, PieceSource source, long length, Runnable done) {
      this.channel = channel;
      this.step = step;
      this.source = source;
      this.length = length;
      this.done = done;
    }

    @Override
    public boolean sendOne(Line<M> line) {
      if (next < length) {
        if (!line.isReady()) {
          return false;
        }
        int count = (int) Math.min(source.most(), length - next);
        PieceHeader header = new PieceHeader(source.coded(), channel, step, next, count);
        next += count;
        line.send(new OutgoingPiece<>(header, source));
      }
      return true;
    }

    @Override
    public boolean isSent() {
      return next == length;
    }

    @Override
    public void done() {
      done.run();
    }
  }
}
