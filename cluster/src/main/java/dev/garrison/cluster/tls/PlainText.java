package dev.garrison.cluster.tls;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.garrison.core.UserException;
import java.net.InetSocketAddress;

/** Where connections may do without TLS: on this machine only. */
public final class PlainText {
  private static final String ONLY =
      "--insecure: only on a loopback address (127.0.0.1, ::1, localhost), got ";

  private PlainText() {}

  /**
   * Check of an address to dial; looks up no name.
   *
   * @throws UserException if it may be another machine's
   */
  public static void check(HostAndPort address) {
    String host = address.getHost();
    boolean here =
        host.equals("localhost")
            || (InetAddresses.isInetAddress(host)
                && InetAddresses.forString(host).isLoopbackAddress());
    if (!here) {
      throw new UserException(ONLY + address);
    }
  }

  /**
   * Check of an address to listen at.
   *
   * @throws UserException if others can reach it
   */
  public static void check(InetSocketAddress address) {
    if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
      throw new UserException(ONLY + address.getHostString() + ":" + address.getPort());
    }
  }
}
