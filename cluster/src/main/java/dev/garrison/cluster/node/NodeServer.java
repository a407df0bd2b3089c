package dev.garrison.cluster.node;

import dev.garrison.cluster.listen.Listener;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.TlsContexts;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.NodeMethod;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
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

  private static final int END_SECONDS = 10;

  private final NodeHost host;
  private final Listener listener;
  private final Server server;
  private final int port;

  private NodeServer(PluginRegistry registry, NodeOptions options) throws IOException {
    this.host = new NodeHost(registry, options.limits());
    this.listener = new Listener("node", options.limits().connections());
    NettyServerBuilder builder =
        listener
            .at(options.listen())
            .addService(service())
            // Callbacks copy values; what takes time is done elsewhere.
            .directExecutor()
            .decompressorRegistry(NodeMethod.uncompressed())
            .maxInboundMessageSize(FrameMarshaller.LONGEST)
            .maxConcurrentCallsPerConnection(1)
            .flowControlWindow(WINDOW);
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
    listener.close();
  }
}
