package dev.garrison.cluster.listen;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.garrison.cluster.wire.GrpcLog;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The threads and limits of one listening socket. Closed after the server that was built with it.
 * Any thread.
 */
public final class Listener implements AutoCloseable {
  private static final int PING_SECONDS = 10;
  private static final int LEAST_PING_SECONDS = 5;
  private static final int HEADERS = 8192;
  private static final int END_SECONDS = 10;

  private final ConnectionLimits limits;
  private final EventLoopGroup boss;
  private final EventLoopGroup loops;

  /**
   * @param name of its threads
   */
  public Listener(String name, ConnectionLimits limits) {
    GrpcLog.quieten();
    this.limits = limits;
    this.boss = threads(name + "-accept", 1);
    this.loops = threads(name + "-io", 0);
  }

  /**
   * A server that hangs up on whoever has too many connections, is slow to shake hands, has no call
   * for a while, or does not answer any more. A call under way is never idle.
   */
  public NettyServerBuilder at(InetSocketAddress address) {
    long silence = limits.silence().toMillis();
    return NettyServerBuilder.forAddress(address)
        .bossEventLoopGroup(boss)
        .workerEventLoopGroup(loops)
        .channelFactory(() -> new LimitedServerChannel(limits))
        .maxInboundMetadataSize(HEADERS)
        .maxConnectionIdle(silence, TimeUnit.MILLISECONDS)
        .handshakeTimeout(silence, TimeUnit.MILLISECONDS)
        .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
        .keepAliveTimeout(PING_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveTime(LEAST_PING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
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
