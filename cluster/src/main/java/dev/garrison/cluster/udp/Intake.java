package dev.garrison.cluster.udp;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.cluster.codec.Payload;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The receiver without its socket: who may send, which rows are waited for, and what becomes of a
 * datagram. {@link #accept} is for one thread at a time, the rest for any.
 */
final class Intake {
  private static final int NODES = 1 << 16;

  private final DatagramFormat format;
  private final Consumer<RowArrival> watch;
  private final PlainText plain;
  private final Map<Integer, Inbox> inboxes = new TreeMap<>();
  // By node; replaced, not changed
  private volatile Peer[] peers = {};
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong forged = new AtomicLong();
  private final AtomicLong replayed = new AtomicLong();

  /**
   * @param watch called with each row of which all has been sent
   */
  Intake(DatagramFormat format, Consumer<RowArrival> watch) {
    this.format = format;
    this.watch = watch;
    this.plain = new PlainText(format.size());
  }

  synchronized void admit(int node, byte[] key, ImmutableSet<Integer> workers) {
    if (node < 0 || node >= NODES) {
      throw new IllegalArgumentException(
          "node: expected from 0 to %d, got %d".formatted(NODES - 1, node));
    }
    ImmutableSortedMap.Builder<Integer, Inbox> hosted = ImmutableSortedMap.naturalOrder();
    workers.forEach(worker -> hosted.put(worker, inbox(worker)));
    replace(node, new Peer(key, hosted.build()));
  }

  synchronized void dismiss(int node) {
    if (node >= 0 && node < peers.length) {
      replace(node, null);
    }
  }

  private void replace(int node, Peer peer) {
    Peer[] changed = Arrays.copyOf(peers, Math.max(peers.length, node + 1));
    changed[node] = peer;
    peers = changed;
  }

  synchronized Arrival expect(int worker, long step, Payload row) {
    return inbox(worker).expect(format, step, row, watch);
  }

  private Inbox inbox(int worker) {
    return inboxes.computeIfAbsent(worker, id -> new Inbox());
  }

  /**
   * Takes a datagram, whatever it contains.
   *
   * @param length bytes of it
   */
  void accept(byte[] datagram, int length) {
    if (!format.fits(length)) {
      unknown.getAndIncrement();
      return;
    }
    int node = (int) PlainText.INTS.get(datagram, DatagramFormat.NODE_AT);
    long sequence = (long) PlainText.LONGS.get(datagram, DatagramFormat.SEQUENCE_AT);
    Peer[] known = peers;
    Peer peer = node >= 0 && node < known.length ? known[node] : null;
    if (peer == null) {
      unknown.getAndIncrement();
    } else if (!peer.window().isNew(sequence)) {
      // Before the costly part
      replayed.getAndIncrement();
    } else if (!peer.cipher().open(datagram, length, plain.bytes())) {
      forged.getAndIncrement();
    } else {
      peer.window().add(sequence);
      deliver(peer, length - DatagramFormat.CLEAR - DatagramFormat.TAG);
    }
  }

  private void deliver(Peer peer, int length) {
    Inbox inbox = peer.inbox(plain.worker());
    if (inbox == null) {
      peer.malformed();
    } else {
      inbox.accept(
          plain.step(), plain.offset(), plain.bytes(), PlainText.HEADER, length - PlainText.HEADER);
    }
  }

  synchronized ImmutableSortedMap<Integer, DatagramCounts> counts() {
    ImmutableSortedMap.Builder<Integer, DatagramCounts> counts = ImmutableSortedMap.naturalOrder();
    inboxes.forEach((worker, inbox) -> counts.put(worker, inbox.tally().counts()));
    return counts.build();
  }

  StrayCounts strays() {
    return new StrayCounts(unknown.get(), forged.get(), replayed.get());
  }
}
