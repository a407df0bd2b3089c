package dev.garrison.deploy.node;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where a node listens, given the address by which others know it. */
public final class ListenAddress {
  private ListenAddress() {}

  /** Whether only this machine can reach an address; decided without asking a name server. */
  public static boolean isLoopback(HostAndPort address) {
    return loopback(address.getHost()).isPresent();
  }

  /**
   * The loopback address itself, if it is one. Otherwise all interfaces: what a host's own name
   * means on the host is often not what others see.
   */
  static InetSocketAddress of(HostAndPort address) {
    return loopback(address.getHost())
        .map(loopback -> new InetSocketAddress(loopback, address.getPort()))
        .orElseGet(() -> new InetSocketAddress(address.getPort()));
  }

  private static Optional<InetAddress> loopback(String host) {
    if (host.equals("localhost")) {
      return Optional.of(InetAddress.getLoopbackAddress());
    }
    return InetAddresses.isInetAddress(host)
        ? Optional.of(InetAddresses.forString(host)).filter(InetAddress::isLoopbackAddress)
        : Optional.empty();
  }
}
