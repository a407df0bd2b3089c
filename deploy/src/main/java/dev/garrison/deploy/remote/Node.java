package dev.garrison.deploy.remote;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.Slot;
import java.util.Optional;

/**
 * A node to be started on a host.
 *
 * @param slot its place in the cluster
 * @param address where it listens
 * @param lowestPriority whether everything else on the host goes first
 * @param mainClass the program
 * @param arguments of the program
 * @param credentials handed to the program when it asks; empty in an insecure cluster
 */
public record Node(
    Slot slot,
    HostAndPort address,
    boolean lowestPriority,
    String mainClass,
    ImmutableList<String> arguments,
    Optional<Credentials> credentials) {

  /** For a person: place and address. */
  @Override
  public String toString() {
    return slot + " on " + address;
  }
}
