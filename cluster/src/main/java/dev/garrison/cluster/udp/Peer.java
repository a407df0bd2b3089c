package dev.garrison.cluster.udp;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;

/** A node that may send, in one generation: its key and its workers. The receiving thread only. */
final class Peer {
  private final DatagramCipher cipher;
  private final ReplayWindow window = new ReplayWindow();
  private final int[] workers;
  private final Inbox[] inboxes;

  /**
   * @param inboxes of the node's workers, by worker id
   */
  Peer(byte[] key, ImmutableSortedMap<Integer, Inbox> inboxes) {
    this.cipher = new DatagramCipher(key);
    this.workers = inboxes.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.inboxes = inboxes.values().toArray(Inbox[]::new);
  }

  DatagramCipher cipher() {
    return cipher;
  }

  ReplayWindow window() {
    return window;
  }

  /** The place of a worker, or null if the node does not host it. */
  Inbox inbox(int worker) {
    int at = Arrays.binarySearch(workers, worker);
    return at < 0 ? null : inboxes[at];
  }

  /** Counts a datagram for which no single worker of the node can be blamed. */
  void malformed() {
    for (Inbox inbox : inboxes) {
      inbox.tally().malformed();
    }
  }
}
