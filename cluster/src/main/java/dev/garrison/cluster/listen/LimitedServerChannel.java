package dev.garrison.cluster.listen;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A listening socket that hangs up on whoever has too many connections, before a byte of TLS is
 * read.
 */
final class LimitedServerChannel extends NioServerSocketChannel {
  private final int most;
  private final int mostPerAddress;
  private final Map<InetAddress, Integer> open = new HashMap<>();
  private int all;

  LimitedServerChannel(ConnectionLimits limits) {
    this.most = limits.connections();
    this.mostPerAddress = limits.perAddress();
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int count = super.doReadMessages(accepted);
    if (count < 1) {
      return count;
    }
    Channel channel = (Channel) accepted.get(accepted.size() - 1);
    if (channel.remoteAddress() instanceof InetSocketAddress from && admit(from.getAddress())) {
      channel.closeFuture().addListener(closed -> release(from.getAddress()));
      return count;
    }
    accepted.remove(accepted.size() - 1);
    channel.unsafe().closeForcibly();
    return 0;
  }

  private synchronized boolean admit(InetAddress from) {
    if (all >= most || open.getOrDefault(from, 0) >= mostPerAddress) {
      return false;
    }
    all++;
    open.merge(from, 1, Integer::sum);
    return true;
  }

  private synchronized void release(InetAddress from) {
    all--;
    open.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
  }
}
