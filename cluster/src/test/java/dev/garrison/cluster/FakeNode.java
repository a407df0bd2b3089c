package dev.garrison.cluster;

import com.google.common.net.HostAndPort;
import dev.garrison.cluster.remote.NodeAddress;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.Drifted;
import dev.garrison.cluster.wire.proto.Ready;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.Version;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** A node that speaks gRPC and does what a test tells it, in place of what it should. */
final class FakeNode implements AutoCloseable {
  /** One connection, as the node sees it. */
  static final class Line extends ServerCall.Listener<Frame<ToNode>>
      implements Outbox.Line<ToServer> {
    private final ServerCall<Frame<ToNode>, Frame<ToServer>> call;
    private final BiConsumer<Line, ToNode> does;
    private final Outbox<ToServer> outbox = new Outbox<>(this);

    Line(ServerCall<Frame<ToNode>, Frame<ToServer>> call, BiConsumer<Line, ToNode> does) {
      this.call = call;
      this.does = does;
    }

    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void send(Frame<ToServer> frame) {
      call.sendMessage(frame);
    }

    @Override
    public void onReady() {
      outbox.pump();
    }

    @Override
    public void onMessage(Frame<ToNode> frame) {
      if (frame instanceof Frame.Control<ToNode> control) {
        does.accept(this, control.message());
      }
      call.request(1);
    }

    @Override
    public void onCancel() {
      outbox.close(() -> {});
    }

    void say(ToServer message) {
      outbox.send(message);
    }

    void ready() {
      ready(Version.read());
    }

    void ready(String version) {
      say(
          ToServer.newBuilder()
              .setReady(Ready.newBuilder().setVersion(version).setHost("a fake"))
              .build());
    }

    void values(int channel, long step, long offset, float... values) {
      PieceHeader header = PieceHeader.floats(channel, step, offset, values.length);
      raw(header, values.length, values);
    }

    /** A frame whose header says something else than what follows. */
    void raw(PieceHeader header, int count, float... values) {
      ByteBuffer bytes =
          ByteBuffer.allocate(PieceHeader.SIZE + Float.BYTES * count)
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(header.toBytes()).asFloatBuffer().put(values, 0, count);
      bytes(bytes.array());
    }

    void bytes(byte... bytes) {
      outbox.sendRaw(bytes);
    }

    void vector(int channel, long step, float... values) {
      outbox.send(channel, step, PieceSource.of(values), values.length, () -> {});
    }

    void answered(int worker, long step, boolean sent) {
      say(
          ToServer.newBuilder()
              .setAnswered(
                  Answered.newBuilder().setWorker(worker).setStep(step).setSent(sent).setLoss(1))
              .build());
    }

    void drifted(long step) {
      say(ToServer.newBuilder().setDrifted(Drifted.newBuilder().setStep(step)).build());
    }

    void end(Status status) {
      outbox.close(() -> call.close(status, new Metadata()));
    }
  }

  private final Server server;

  /**
   * @param does called with every control message, by gRPC's thread
   */
  FakeNode(BiConsumer<Line, ToNode> does) {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .directExecutor()
              .maxInboundMessageSize(1 << 20)
              .addService(
                  ServerServiceDefinition.builder(NodeMethod.SERVICE)
                      .addMethod(
                          NodeMethod.TRAIN,
                          (call, headers) -> {
                            call.sendHeaders(new Metadata());
                            call.request(1);
                            return new Line(call, does);
                          })
                      .build())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NodeAddress address(Slot slot) {
    return new NodeAddress(slot, HostAndPort.fromParts("127.0.0.1", server.getPort()));
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
