package dev.garrison.cluster.node;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.TlsContexts;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.GrpcLog;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A worker node: listens for its parameter server, computes what that asks for, and evaluates. Any
 * thread.
 */
public final class NodeServer implements AutoCloseable {
  /** Bytes on their way to the parameter server or from it: what a long fat line holds. */
  private static final int WINDOW = 4 << 20;

  /** Bytes given to gRPC ahead of the network. */
  private static final int AHEAD = 1 << 20;

  private static final int PING_SECONDS = 10;
  private static final int LEAST_PING_SECONDS = 5;
  private static final int HEADERS = 8192;
  private static final int END_SECONDS = 10;

  private final NodeHost host;
  private final EventLoopGroup boss = threads("node-accept", 1);
  private final EventLoopGroup loops = threads("node-io", 0);
  private final Server server;
  private final int port;

  private NodeServer(PluginRegistry registry, NodeOptions options) throws IOException {
    GrpcLog.quieten();
    this.host = new NodeHost(registry, options.limits());
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(options.listen())
            .bossEventLoopGroup(boss)
            .workerEventLoopGroup(loops)
            .channelFactory(() -> new LimitedServerChannel(options.limits()))
            .addService(service())
            // Callbacks copy values; what takes time is done elsewhere.
            .directExecutor()
            .decompressorRegistry(NodeMethod.uncompressed())
            .maxInboundMessageSize(FrameMarshaller.LONGEST)
            .maxInboundMetadataSize(HEADERS)
            .maxConcurrentCallsPerConnection(1)
            .maxConnectionIdle(options.limits().silence().toMillis(), TimeUnit.MILLISECONDS)
            .handshakeTimeout(options.limits().silence().toMillis(), TimeUnit.MILLISECONDS)
            .flowControlWindow(WINDOW)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PING_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(LEAST_PING_SECONDS, TimeUnit.SECONDS);
    options
        .credentials()
        .ifPresent(own -> builder.sslContext(TlsContexts.server(own, options.server()::equals)));
    this.server = builder.build();
    try {
      server.start();
      this.port = server.getPort();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Listens from now on.
   *
   * @param registry of this installation, with experiments, models, partitions and attacks; closed
   *     by the caller, after this
   * @throws UserException if plain text is asked for on an address that others can reach
   * @throws IOException if the address is not this machine's, or the port is taken
   */
  public static NodeServer start(PluginRegistry registry, NodeOptions options) throws IOException {
    if (options.credentials().isEmpty()) {
      PlainText.check(options.listen());
    }
    return new NodeServer(registry, options);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(NodeMethod.SERVICE)
        .addMethod(NodeMethod.TRAIN, (call, headers) -> accept(call))
        .build();
  }

  private ServerCall.Listener<Frame<ToNode>> accept(
      ServerCall<Frame<ToNode>, Frame<ToServer>> call) {
    call.setOnReadyThreshold(AHEAD);
    NodeStream stream = new NodeStream(call, host);
    stream.start();
    return stream;
  }

  /** Stops listening and ends all connections; gradients that are being computed are finished. */
  @Override
  public void close() {
    server.shutdown();
    host.endRuns();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow();
        server.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    host.close();
    boss.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS);
  }

  private static EventLoopGroup threads(String name, int count) {
    return new MultiThreadIoEventLoopGroup(
        count,
        new ThreadFactoryBuilder().setNameFormat(name + "-%d").setDaemon(true).build(),
        NioIoHandler.newFactory());
  }
}
