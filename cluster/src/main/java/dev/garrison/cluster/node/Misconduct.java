package dev.garrison.cluster.node;

import dev.garrison.attacks.Misbehaviour;
import dev.garrison.cluster.wire.FloatHeader;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.ToServer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    void send(long step, float[] values, float loss, Runnable done);
  }

  private final int worker;
  private final Way way;
  private final Outbox<ToServer> outbox;
  private final ScheduledExecutorService later;
  private volatile boolean closed;

  /**
   * @param outbox of the node's connection
   * @param later where a trickle waits for its next bytes
   */
  Misconduct(int worker, Way way, Outbox<ToServer> outbox, ScheduledExecutorService later) {
    this.worker = worker;
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
  void act(Misbehaviour what, long step, float[] row, float loss, Runnable done) {
    switch (what.kind()) {
      case WRONG_LENGTH -> {
        int length = row.length + (what.seed().random().nextBoolean() ? 1 : -1);
        way.send(step, Arrays.copyOf(row, length), loss, done);
      }
      case WRONG_STEP -> way.send(step + 1, row, loss, done);
      case DUPLICATE -> {
        way.send(step, row.clone(), loss, () -> {});
        way.send(step, row, loss, done);
      }
      case TRUNCATED -> {
        byte[] frame = frame(step, row, 0, Math.min(row.length, FloatHeader.MOST));
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
   * One value of four bytes every four seconds, until it has had enough and goes on to the next.
   */
  private void trickle(long step, float[] row, int next, Runnable done) {
    if (closed) {
      done.run();
    } else if (next == Math.min(row.length, TRICKLED)) {
      done.run();
      answer(step, false, 0);
    } else {
      outbox.sendRaw(frame(step, row, next, 1));
      later.schedule(() -> trickle(step, row, next + 1, done), Float.BYTES, TimeUnit.SECONDS);
    }
  }

  private byte[] frame(long step, float[] row, int from, int count) {
    ByteBuffer frame =
        ByteBuffer.allocate(FloatHeader.SIZE + Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(new FloatHeader(FloatHeader.proposal(worker), step, from, count).toBytes());
    frame.asFloatBuffer().put(row, from, count);
    return frame.array();
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
