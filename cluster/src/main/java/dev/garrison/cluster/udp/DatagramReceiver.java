package dev.garrison.cluster.udp;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Receives proposals as datagrams: one UDP socket and one thread for all nodes. Nothing of this
 * package is allocated per datagram. Any thread.
 *
 * <p>The socket's buffer is shared: who floods it, with or without a key, can cost others their
 * datagrams, which is a loss like any other. It cannot change what arrives, and each of its
 * datagrams costs no more than one decryption.
 */
public final class DatagramReceiver implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int BUFFER = 8 << 20;

  /** Least memory a datagram takes in the socket's buffer. */
  private static final int LEAST_KEPT = 512;

  private final DatagramFormat format;
  private final DatagramChannel channel;
  private final Selector selector;
  private final Intake intake;
  private final ByteBuffer buffer;
  private final byte[] datagram;
  private final int most;
  private final int port;
  private final Queue<RowArrival> watched = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicLong bytes = new AtomicLong();

  private DatagramReceiver(DatagramFormat format, DatagramChannel channel) throws IOException {
    this.format = format;
    this.channel = channel;
    this.intake = new Intake(format, this::watch);
    // One more, so that a longer one is not cut to a good length
    this.buffer = ByteBuffer.allocateDirect(format.size() + 1);
    this.datagram = new byte[format.size() + 1];
    int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    // The system takes double what it grants, to account for its own part
    this.most = 2 * granted / LEAST_KEPT;
    InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
    this.port = address.getPort();
    this.selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    this.thread = new Thread(this::run, "udp-receiver");
    thread.setDaemon(true);
    LOG.info(
        "udp: receiving on port {}, buffer {} KiB{}",
        port,
        granted >> 10,
        granted < BUFFER ? " of " + (BUFFER >> 10) + " asked for" : "");
  }

  /**
   * Opens a socket on a free port, for datagrams of the default size.
   *
   * @param bind address of this machine to receive at, or the wildcard
   * @param codec of the rows
   * @throws IOException if the address is not this machine's, or no socket is to be had
   */
  public static DatagramReceiver open(InetAddress bind, Codec codec) throws IOException {
    return open(
        new InetSocketAddress(bind, 0), new DatagramFormat(DatagramFormat.DEFAULT_SIZE, codec));
  }

  /**
   * Opens a socket.
   *
   * @param bind address and port of this machine, port 0 for a free one
   * @throws IOException if the address is not this machine's, the port is taken, or no socket is to
   *     be had
   */
  public static DatagramReceiver open(InetSocketAddress bind, DatagramFormat format)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
      channel.bind(bind);
      channel.configureBlocking(false);
      DatagramReceiver receiver = new DatagramReceiver(format, channel);
      receiver.thread.start();
      return receiver;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** UDP port it receives on. */
  public int port() {
    return port;
  }

  /** Greatest UDP payload senders may use; they must use the same. */
  public int size() {
    return format.size();
  }

  /**
   * Accepts a node's datagrams from now on, and none made with an earlier key of that node: a new
   * generation. Rows being waited for stay; a row whose parts must not come from two generations
   * has to be expected anew.
   *
   * @param node its number, from 0 to 65535
   * @param key 32 random bytes that no other node and generation has; copied
   * @param workers whom it may send for
   */
  public void admit(int node, byte[] key, ImmutableSet<Integer> workers) {
    intake.admit(node, key, workers);
  }

  /** Accepts no more of a node's datagrams. */
  public void dismiss(int node) {
    intake.dismiss(node);
  }

  /** Bytes that came in all, of whomever. */
  public long bytes() {
    return bytes.get();
  }

  /**
   * Waits for a worker's row: its datagrams for this step write to it from now on. A row of the
   * same worker being waited for is cancelled.
   *
   * @param row length d, at least 1; arbitrary contents
   */
  public Arrival expect(int worker, long step, Payload row) {
    return intake.expect(worker, step, row);
  }

  /** What came of every worker's datagrams so far, of workers ever expected or admitted. */
  public ImmutableSortedMap<Integer, DatagramCounts> counts() {
    return intake.counts();
  }

  /** Datagrams so far that belong to no worker. */
  public StrayCounts strays() {
    return intake.strays();
  }

  /** Ends receiving and waits for the thread; not to be called by what depends on an arrival. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void watch(RowArrival arrival) {
    watched.add(arrival);
    selector.wakeup();
  }

  private void run() {
    try (channel;
        selector) {
      while (!closed) {
        boolean empty = drain();
        long wait = checkWatched();
        if (empty) {
          selector.select(key -> {}, wait);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("udp: receiving on port {} ended", port, e);
    }
  }

  /** Reads all there is, but no more than fits the buffer; whether nothing was left. */
  private boolean drain() throws IOException {
    for (int i = 0; i < most; i++) {
      buffer.clear();
      if (channel.receive(buffer) == null) {
        return true;
      }
      int length = buffer.flip().remaining();
      buffer.get(datagram, 0, length);
      bytes.addAndGet(length);
      intake.accept(datagram, length);
    }
    return false;
  }

  /** Milliseconds until somebody has to be looked at again, 0 for never. */
  private long checkWatched() {
    if (watched.isEmpty()) {
      return 0;
    }
    long now = System.nanoTime();
    long least = Long.MAX_VALUE;
    for (RowArrival arrival : watched) {
      long wait = arrival.checkQuiet(now);
      if (wait == 0) {
        watched.remove(arrival);
      } else {
        least = Math.min(least, wait);
      }
    }
    return least == Long.MAX_VALUE ? 0 : TimeUnit.NANOSECONDS.toMillis(least) + 1;
  }
}
