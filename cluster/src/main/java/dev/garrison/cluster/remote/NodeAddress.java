package dev.garrison.cluster.remote;

import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.core.UserException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a node listens.
 *
 * @param slot who has to be there
 * @param address with a port
 */
public record NodeAddress(Slot slot, HostAndPort address) {
  /** Checks that the address is one. */
  public NodeAddress {
    try {
      URI ignored = new URI(null, null, address.getHost(), address.getPort(), null, null, null);
      if (ignored.getHost() == null) {
        throw new UserException(problem(slot, address));
      }
    } catch (URISyntaxException | IllegalStateException e) {
      throw new UserException(problem(slot, address), e);
    }
  }

  private static String problem(Slot slot, HostAndPort address) {
    return slot + ": expected a host name or address and a port, got \"" + address + "\"";
  }

  /** For a person: the slot and where it is. */
  @Override
  public String toString() {
    return slot + " at " + address;
  }
}
