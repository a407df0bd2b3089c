package dev.garrison.cluster;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.StepAsked;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks to a node frame by frame, as a parameter server does or does not. */
final class RawClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final ClientCall<Frame<ToNode>, Frame<ToServer>> call;
  private final Outbox<ToNode> outbox = new Outbox<>(new Line());

  /** Messages, arrays of values, and the status at the end. */
  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();

  private final class Line implements Outbox.Line<ToNode> {
    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(Frame<ToNode> frame) {
      call.sendMessage(frame);
    }
  }

  private final class Listener extends ClientCall.Listener<Frame<ToServer>> {
    @Override
    public void onMessage(Frame<ToServer> frame) {
      if (frame instanceof IncomingPiece<ToServer> piece) {
        float[] values = new float[piece.header().count()];
        piece.readInto(values, 0);
        came.add(values);
      } else if (frame instanceof Frame.Control<ToServer> control) {
        came.add(control.message());
      }
      call.request(1);
    }

    @Override
    public void onReady() {
      outbox.pump();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      came.add(status);
    }
  }

  /** Calls a node on this machine in plain text. */
  RawClient(int port) {
    this(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().disableRetry().build());
  }

  /**
   * @param channel closed with this
   */
  RawClient(ManagedChannel channel) {
    this.channel = channel;
    this.call = channel.newCall(NodeMethod.TRAIN, CallOptions.DEFAULT);
    call.start(new Listener(), new Metadata());
    call.request(1);
  }

  void open(Open.Builder open) {
    say(ToNode.newBuilder().setOpen(open).build());
  }

  void say(ToNode message) {
    outbox.send(message);
  }

  void bytes(byte... bytes) {
    outbox.sendRaw(bytes);
  }

  void vector(int onChannel, long step, float... values) {
    outbox.send(onChannel, step, PieceSource.of(values), values.length, () -> {});
  }

  void ask(long step, Integer... workers) {
    say(
        ToNode.newBuilder()
            .setStep(StepAsked.newBuilder().setStep(step).addAllWorkers(List.of(workers)))
            .build());
    vector(0, step, WorkerPoolContract.START);
  }

  /** What comes next: waits for it. */
  <T> T next(Class<T> type) throws InterruptedException {
    Object next = came.poll(TestNodes.LONG.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    if (!type.isInstance(next)) {
      throw new AssertionError("expected " + type.getSimpleName() + ", got " + next);
    }
    return type.cast(next);
  }

  /** What the node sends next, which is not the end. */
  ToServer message() throws InterruptedException {
    return next(ToServer.class);
  }

  float[] values() throws InterruptedException {
    return next(float[].class);
  }

  Status end() throws InterruptedException {
    Object next = next(Object.class);
    while (!(next instanceof Status)) {
      next = next(Object.class);
    }
    return (Status) next;
  }

  @Override
  public void close() {
    outbox.close(() -> call.cancel("the test is over", null));
    channel.shutdownNow();
  }
}
