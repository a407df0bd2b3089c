package dev.garrison.cluster.node;

import dev.garrison.attacks.Misbehaviour;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.CodedPieces;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.ToServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Acts out breaches of the protocol in a worker that the run attacks. Any thread. */
final class Misconduct implements AutoCloseable {
  private static final int RANDOM_BYTES = 1000;

  /** Values of a trickle: 20 s of it are longer than a server should wait. */
  private static final int TRICKLED = 5;

  /** How the worker sends a proposal and that it is there. */
  interface Way {
    /**
     * Sends.
     *
     * @param values not changed until {@code done} is called
     */
    void send(long step, Payload values, float loss, Runnable done);
  }

  private final int worker;
  private final Codec codec;
  private final Way way;
  private final Outbox<ToServer> outbox;
  private final ScheduledExecutorService later;
  private volatile boolean closed;

  /**
   * @param codec of the proposals
   * @param outbox of the node's connection
   * @param later where a trickle waits for its next bytes
   */
  Misconduct(
      int worker, Codec codec, Way way, Outbox<ToServer> outbox, ScheduledExecutorService later) {
    this.worker = worker;
    this.codec = codec;
    this.way = way;
    this.outbox = outbox;
    this.later = later;
  }

  /**
   * Does what it is told in place of sending a proposal.
   *
   * @param row the proper proposal; not changed until {@code done} is called
   * @param done called when the row is no longer needed
   */
  void act(Misbehaviour what, long step, Payload row, float loss, Runnable done) {
    switch (what.kind()) {
      case WRONG_LENGTH -> {
        int length = row.dimension() + (what.seed().random().nextBoolean() ? 1 : -1);
        way.send(step, ofLength(row, length), loss, done);
      }
      case WRONG_STEP -> way.send(step + 1, row, loss, done);
      case DUPLICATE -> {
        way.send(step, ofLength(row, row.dimension()), loss, () -> {});
        way.send(step, row, loss, done);
      }
      case TRUNCATED -> {
        byte[] frame = frame(step, row, 0, CodedPieces.of(codec).most());
        finish(step, Arrays.copyOf(frame, frame.length - 1), done);
      }
      case RANDOM_BYTES -> finish(step, random(what, RANDOM_BYTES), done);
      case OVERSIZED -> finish(step, random(what, FrameMarshaller.LONGEST + 1), done);
      case TRICKLE -> trickle(step, row, 0, done);
    }
  }

  /** Bytes, and then word that there is no more to come: they may not say whose they are. */
  private void finish(long step, byte[] bytes, Runnable done) {
    done.run();
    outbox.sendRaw(bytes);
    answer(step, false, 0);
  }

  /**
   * One granule every four seconds, a float's byte a second, until it has had enough and goes on to
   * the next.
   */
  private void trickle(long step, Payload row, int next, Runnable done) {
    if (closed) {
      done.run();
    } else if (next >= Math.min(row.dimension(), TRICKLED * codec.granule())) {
      done.run();
      answer(step, false, 0);
    } else {
      int granule = codec.granule();
      outbox.sendRaw(frame(step, row, next, granule));
      later.schedule(() -> trickle(step, row, next + granule, done), Float.BYTES, TimeUnit.SECONDS);
    }
  }

  /** A proper frame of up to so many values. */
  private byte[] frame(long step, Payload row, int from, int most) {
    int count = Math.min(row.dimension() - from, most);
    PieceSource source = PieceSource.of(codec, row);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(
        new PieceHeader(source.coded(), PieceHeader.proposal(worker), step, from, count).toBytes());
    try {
      source.write(from, count, frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return frame.toByteArray();
  }

  /** A copy, longer or shorter. */
  private Payload ofLength(Payload row, int length) {
    Payload other = codec.payload(length);
    codec.code(Arrays.copyOf(row.toFloats(), length), other);
    return other;
  }

  private static byte[] random(Misbehaviour what, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(what.seed().value()).nextBytes(bytes);
    return bytes;
  }

  private void answer(long step, boolean sent, float loss) {
    Answered answered =
        Answered.newBuilder().setWorker(worker).setStep(step).setSent(sent).setLoss(loss).build();
    outbox.send(ToServer.newBuilder().setAnswered(answered).build());
  }

  /** Ends a trickle. */
  @Override
  public void close() {
    closed = true;
  }
}
