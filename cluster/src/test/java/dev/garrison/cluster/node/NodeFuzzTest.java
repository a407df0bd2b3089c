package dev.garrison.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Bytes;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.garrison.cluster.TestRuns;
import dev.garrison.cluster.listen.ConnectionLimits;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.Mutations;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.Changed;
import dev.garrison.cluster.wire.proto.EvaluationAsked;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.Plugin;
import dev.garrison.cluster.wire.proto.StateAsked;
import dev.garrison.cluster.wire.proto.StateRestored;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.StepAsked;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.cluster.wire.proto.Vote;
import dev.garrison.core.PluginRegistry;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a parameter server may send, changed at random, against everything behind a node's socket:
 * bytes, frames, the stream, sessions, workers. Most changed frames end their connection.
 */
class NodeFuzzTest {
  private static final long SEED = 20261128;
  private static final int D = 9;
  private static final int FRAMES = 200_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final FrameMarshaller<ToNode> marshaller = new FrameMarshaller<>(ToNode.parser());

  /** A call as gRPC has it: messages come one by one, when they are asked for. */
  private static final class FakeCall extends ServerCall<Frame<ToNode>, Frame<ToServer>> {
    private int wanted;
    private boolean ready;
    private int answers;
    private Optional<Status> closed = Optional.empty();

    @Override
    public synchronized void request(int count) {
      wanted += count;
      notifyAll();
    }

    /** Waits until a message may be given; false if the call is over. */
    synchronized boolean awaitWish() throws InterruptedException {
      awaitUntil(() -> wanted > 0 || closed.isPresent());
      wanted--;
      return closed.isEmpty();
    }

    synchronized boolean awaitReady() throws InterruptedException {
      awaitUntil(() -> ready || closed.isPresent());
      return ready;
    }

    synchronized void awaitAnswers(int count) throws InterruptedException {
      awaitUntil(() -> answers >= count);
    }

    private void awaitUntil(java.util.function.BooleanSupplier condition)
        throws InterruptedException {
      long deadline = System.nanoTime() + LONG.toNanos();
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        assertTrue(left > 0, "the node does nothing; seed " + SEED);
        wait(1 + left / 1_000_000);
      }
    }

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public synchronized void sendMessage(Frame<ToServer> frame) {
      if (frame instanceof Frame.Control<ToServer> control) {
        ready |= control.message().hasReady();
        answers +=
            control.message().hasAnswered() && control.message().getAnswered().getSent() ? 1 : 0;
      }
      notifyAll();
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      assertTrue(closed.isEmpty(), "closed twice");
      closed = Optional.of(status);
      notifyAll();
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.newBuilder()
          .set(
              Grpc.TRANSPORT_ATTR_REMOTE_ADDR,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
          .build();
    }

    @Override
    public MethodDescriptor<Frame<ToNode>, Frame<ToServer>> getMethodDescriptor() {
      return NodeMethod.TRAIN;
    }
  }

  private static byte[] control(ToNode message) {
    return Bytes.concat(new byte[1], message.toByteArray());
  }

  private static byte[] open(boolean signs, int generation) {
    Open.Builder open = TestRuns.toy().setGeneration(generation);
    if (signs) {
      open.setKeeps(true).setCodec(Plugin.newBuilder().setName("sign"));
    }
    return control(ToNode.newBuilder().setOpen(open).build());
  }

  private static byte[] step(long step) {
    return control(
        ToNode.newBuilder()
            .setStep(StepAsked.newBuilder().setStep(step).addWorkers(0).addWorkers(1))
            .build());
  }

  private static byte[] floats(int channel, long step, int count) {
    ByteBuffer bytes =
        ByteBuffer.allocate(PieceHeader.SIZE + Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(PieceHeader.floats(channel, step, 0, count).toBytes());
    return bytes.array();
  }

  private static byte[] memory() {
    return control(
        ToNode.newBuilder()
            .setStateVector(
                StateVector.newBuilder()
                    .setWorker(1)
                    .setName("momentum")
                    .setLength(D)
                    .setChannel(3))
            .build());
  }

  /** All kinds of messages a parameter server has. */
  private byte[] good(long step) {
    ToNode.Builder message = ToNode.newBuilder();
    switch (random.nextInt(9)) {
      case 0 -> {
        return step(step);
      }
      case 1, 2 -> {
        return floats(PieceHeader.PARAMETERS, step, D);
      }
      case 3 -> {
        return floats(PieceHeader.memory(2), 0, D);
      }
      case 4 ->
          message.setChanged(
              Changed.newBuilder()
                  .setStep(step)
                  .addWorkers(1)
                  .setVote(Vote.newBuilder().setKeep(1).setMove(1))
                  .setChecksum(7));
      case 5 -> message.setStateAsked(StateAsked.newBuilder().setRequest(step));
      case 6 -> {
        return memory();
      }
      case 7 -> message.setStateRestored(StateRestored.newBuilder());
      default -> message.setEvaluationAsked(EvaluationAsked.newBuilder().setStep(step));
    }
    return control(message.build());
  }

  /** Messages that belong together, of which only the values are changed. */
  private List<byte[]> exchange(long step) {
    boolean memory = random.nextInt(4) == 0;
    byte[] values = floats(memory ? 3 : PieceHeader.PARAMETERS, memory ? 0 : step, D);
    for (int i = PieceHeader.SIZE; i < values.length; i++) {
      values[i] = (byte) random.nextInt();
    }
    return List.of(memory ? memory() : step(step), values);
  }

  private void give(NodeStream stream, byte[] bytes) {
    stream.onMessage(marshaller.parse(new ByteArrayInputStream(bytes)));
  }

  /**
   * A node shares the examples out among as many workers as it is told there are, and what asks it
   * is trusted: with billions it would do nothing else.
   */
  private static boolean isEndless(byte[] frame) {
    try {
      ByteArrayInputStream message = new ByteArrayInputStream(frame, 1, frame.length);
      return frame.length > 0
          && Integer.compareUnsigned(ToNode.parseFrom(message).getOpen().getWorkerCount(), 1000)
              > 0;
    } catch (InvalidProtocolBufferException e) {
      return false;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Speaks to a node until that ends the connection; returns how many changed frames it took. */
  private int converse(NodeHost host) throws InterruptedException {
    FakeCall call = new FakeCall();
    NodeStream stream = new NodeStream(call, host);
    stream.start();
    int changed = 0;
    byte[] first = open(random.nextBoolean(), 1);
    if (random.nextInt(4) == 0) {
      byte[] other = Mutations.of(random.nextBoolean() ? first : good(0), random);
      first = isEndless(other) ? first : other;
      changed++;
    }
    if (call.awaitWish()) {
      give(stream, first);
    }
    for (long step = 0; ; step++) {
      List<byte[]> frames =
          random.nextInt(5) > 0
              ? exchange(step)
              : List.of(random.nextInt(3) > 0 ? Mutations.of(good(step), random) : good(step));
      for (byte[] frame : frames) {
        if (!call.awaitWish()) {
          stream.onComplete();
          return changed;
        }
        give(stream, frame);
        changed++;
      }
    }
  }

  @Test
  void changedFramesNeverBringANodeDown() throws Exception {
    Limits limits = new Limits(new ConnectionLimits(2, 2, Duration.ofHours(1)), 2);
    try (PluginRegistry registry = TestRuns.registry();
        NodeHost host = new NodeHost(registry, limits)) {
      for (int changed = 0; changed < FRAMES; ) {
        changed += converse(host);
      }
      FakeCall call = new FakeCall();
      NodeStream stream = new NodeStream(call, host);
      stream.start();
      assertTrue(call.awaitWish());
      give(stream, open(false, 2));
      assertTrue(call.awaitReady(), "seed " + SEED);
      assertTrue(call.awaitWish());
      give(stream, step(0));
      assertTrue(call.awaitWish());
      give(stream, floats(PieceHeader.PARAMETERS, 0, D));
      call.awaitAnswers(2);
      stream.end(Status.OK);
      stream.onComplete();
      assertEquals(Optional.of(Status.OK), call.closed);
    }
  }
}
