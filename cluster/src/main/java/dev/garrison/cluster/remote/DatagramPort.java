package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;
import dev.garrison.cluster.udp.DatagramReceiver;
import dev.garrison.cluster.wire.proto.Datagrams;
import java.security.SecureRandom;

/** Lets one node send proposals as datagrams, with a new key for every connection. Any thread. */
final class DatagramPort {
  private static final int KEY_BYTES = 32;

  private final DatagramReceiver receiver;
  private final int node;
  private final ImmutableSet<Integer> workers;
  private final long rate;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param node its number
   * @param workers hosted there, of which the proposals come as datagrams
   * @param rate bytes per second, 0 for no limit
   */
  DatagramPort(DatagramReceiver receiver, int node, ImmutableSet<Integer> workers, long rate) {
    this.receiver = receiver;
    this.node = node;
    this.workers = workers;
    this.rate = rate;
  }

  /** For a new connection; datagrams of earlier ones are not let in any more. */
  Datagrams open() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    receiver.admit(node, key, workers);
    return Datagrams.newBuilder()
        .addAllWorkers(workers)
        .setPort(receiver.port())
        .setKey(ByteString.copyFrom(key))
        .setNode(node)
        .setRate(rate)
        .setSize(receiver.size())
        .build();
  }

  /** Lets nothing more in. */
  void close() {
    receiver.dismiss(node);
  }
}
