package dev.garrison.cluster.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.HalfTime;
import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.WorkerCounts;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.Mutations;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.cluster.wire.proto.Ready;
import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.ToServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a node may send, changed at random, against everything behind the socket: bytes, frames,
 * inbox, receptions, board. Worker 3's answers are never changed and must all arrive.
 */
class InboxFuzzTest {
  private static final long SEED = 20261120;
  private static final int D = 50;
  private static final int WORKERS = 5;

  /** With five and a half changed frames each on average: more than a million. */
  private static final int STEPS = 200_000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final FrameMarshaller<ToServer> marshaller = new FrameMarshaller<>(ToServer.parser());
  private final WorkerTallies tallies = new WorkerTallies(WORKERS);
  private final RowBuffers<Payload> rows = new RowBuffers<>(() -> new Payload.Floats(new float[D]));
  private final StepBoard board = new StepBoard();
  private final ImmutableMap<Integer, Reception> receptions =
      ImmutableMap.of(1, reception(1), 3, reception(3));
  private final Log log = new Log();
  private Inbox inbox = connected();

  private Inbox connected() {
    Inbox next = new Inbox(receptions, WORKERS, tallies, log);
    next.allow(Long.MAX_VALUE >> 1);
    return next;
  }

  private Reception reception(int worker) {
    return new Reception(worker, D, new Float32(), rows, tallies, board, Optional.empty());
  }

  private final class Log implements Inbox.Listener {
    private int problems;

    @Override
    public void ready(String version, String host) {}

    @Override
    public void refused(String reason) {
      // Nothing more is read from that connection; the node is dialled again.
      inbox = connected();
    }

    @Override
    public void malformed(String problem) {
      problems++;
    }

    @Override
    public void failed(int worker, String problem) {}

    @Override
    public void flooded() {}

    @Override
    public void evaluated(Evaluated evaluated) {}

    @Override
    public boolean drifted(long step) {
      return true;
    }
  }

  private static byte[] control(ToServer.Builder message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.writeBytes(message.build().toByteArray());
    return bytes.toByteArray();
  }

  private static byte[] floats(int channel, long step, long offset, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(PieceHeader.SIZE + Float.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(PieceHeader.floats(channel, step, offset, values.length).toBytes());
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] answered(int worker, long step) {
    return control(
        ToServer.newBuilder()
            .setAnswered(
                Answered.newBuilder().setWorker(worker).setStep(step).setSent(true).setLoss(1)));
  }

  private static float[] proposal(long step) {
    float[] values = new float[D];
    Arrays.fill(values, step);
    return values;
  }

  /** All kinds of messages a node has. */
  private byte[] good(long step) {
    return switch (random.nextInt(6)) {
      case 0 -> floats(2, step, 0, proposal(step));
      case 1 -> floats(2, step, random.nextInt(D), new float[1 + random.nextInt(D)]);
      case 2 -> answered(1, step);
      case 3 -> control(ToServer.newBuilder().setReady(Ready.newBuilder().setVersion("1")));
      case 4 ->
          control(
              ToServer.newBuilder()
                  .setStateVector(
                      StateVector.newBuilder()
                          .setWorker(1)
                          .setName("momentum")
                          .setLength(random.nextLong())
                          .setChannel(WORKERS + 1)));
      default ->
          control(ToServer.newBuilder().setStateSent(StateSent.newBuilder().setRequest(step)));
    };
  }

  private void receive(byte[] bytes) {
    inbox.receive(marshaller.parse(new ByteArrayInputStream(bytes)));
  }

  @Test
  void changedFramesHarmNobodyElse() {
    long changed = 0;
    for (long step = 0; step < STEPS; step++) {
      inbox.expect(
          new MemoryIntake(
              step, WORKERS + 1, ImmutableMap.of(1, new MemoryIntake.Limit(4L * D, 8))));
      board.begin(new HalfTime(2));
      List<Reception> asked = new ArrayList<>();
      for (Reception reception : receptions.values()) {
        reception.begin();
        if (reception.isOpen()) {
          reception.expect(step);
          asked.add(reception);
        }
      }
      int split = 1 + random.nextInt(D - 1);
      float[] values = proposal(step);
      receive(floats(4, step, 0, Arrays.copyOf(values, split)));
      for (int i = random.nextInt(10); i >= 0; i--) {
        byte[] frame = Mutations.of(good(step), random);
        if (!isOfWorkerThree(frame)) {
          receive(frame);
          changed++;
        }
      }
      receive(floats(4, step, split, Arrays.copyOfRange(values, split, D)));
      receive(answered(3, step));
      Optional<Answer> three = receptions.get(3).take();
      assertTrue(three.isPresent(), "seed " + SEED + ", step " + step);
      for (float value : three.get().row()) {
        assertEquals(step, value, "seed " + SEED);
      }
      rows.give(three.get().proposal());
      receptions.get(1).take().ifPresent(answer -> rows.give(answer.proposal()));
      assertTrue(board.awaitAll(Duration.ZERO), "seed " + SEED + ", step " + step);
      if (random.nextInt(4) == 0) {
        receptions.get(1).lost();
      }
    }
    assertTrue(changed > 1_000_000, "frames: " + changed);
    WorkerCounts three = tallies.counts().get(3);
    assertEquals(0, three.late());
    assertTrue(tallies.counts().get(1).malformed() > STEPS, "seed " + SEED);
    assertTrue(log.problems > STEPS, "seed " + SEED);
  }

  /**
   * By chance a change may turn a frame into one of the other worker's; that is that node's loss.
   */
  private static boolean isOfWorkerThree(byte[] frame) {
    if (frame.length > 4 && frame[0] == 1 && frame[4] == 4) {
      return true;
    }
    // Field 1 of an Answered
    return frame.length > 4 && frame[0] == 0 && frame[3] == 8 && frame[4] == 3;
  }
}
