package dev.garrison.cluster.remote;

import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.TlsContexts;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.GrpcLog;
import dev.garrison.cluster.wire.NodeMethod;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes channels to one node. Any thread. */
final class Dialler {
  /** Bytes on their way to a node or from it: what a long fat line holds. */
  private static final int WINDOW = 4 << 20;

  /** How often a silent node is asked whether it is there; gRPC's least. */
  private static final int PING_SECONDS = 10;

  private final NodeAddress node;
  private final Optional<SslContext> tls;

  /**
   * @param own this process's credentials; empty for plain text, to loopback addresses only
   * @throws dev.garrison.core.UserException if the node is on another machine and there are no
   *     credentials
   */
  Dialler(NodeAddress node, Optional<Credentials> own) {
    if (own.isEmpty()) {
      PlainText.check(node.address());
    }
    GrpcLog.quieten();
    this.node = node;
    this.tls = own.map(credentials -> TlsContexts.client(credentials, node.slot()));
  }

  /** A channel that connects at its first call. Closed by the caller. */
  ManagedChannel channel() {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(node.address().getHost(), node.address().getPort())
            // Callbacks copy values and count; nothing in them waits.
            .directExecutor()
            // What was not received is asked for again by whoever knows whether it is still wanted.
            .disableRetry()
            .disableServiceConfigLookUp()
            .proxyDetector(target -> null)
            .decompressorRegistry(NodeMethod.uncompressed())
            .maxInboundMessageSize(FrameMarshaller.LONGEST)
            .flowControlWindow(WINDOW)
            .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PING_SECONDS, TimeUnit.SECONDS);
    tls.ifPresentOrElse(
        context -> builder.overrideAuthority(TlsContexts.HOST_NAME).sslContext(context),
        builder::usePlaintext);
    return builder.build();
  }
}
