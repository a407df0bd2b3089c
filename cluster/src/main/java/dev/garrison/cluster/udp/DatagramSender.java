package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Sends proposals of one node as datagrams, in one generation: a key must not get a second sender.
 * Any thread; one row at a time leaves.
 */
public final class DatagramSender implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();

  private final InetSocketAddress server;
  private final DatagramFormat format;
  private final DatagramWriter writer;
  private final Pacer pacer;
  private final ByteBuffer buffer;
  private final DatagramChannel channel;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean complained;

  /**
   * @param server where to send to
   * @param node number of this node at the server
   * @param key 32 bytes; copied
   * @param format as the receiver has it
   * @param rate bytes of UDP payload per second, 0 for no limit
   * @throws IOException if there is no socket to be had, or no way to the server
   */
  public DatagramSender(
      InetSocketAddress server, int node, byte[] key, DatagramFormat format, long rate)
      throws IOException {
    this.server = server;
    this.format = format;
    this.writer = new DatagramWriter(format, node, key, DatagramFormat.SEQUENCES);
    this.pacer = new Pacer(rate);
    this.buffer = ByteBuffer.allocateDirect(format.size());
    this.channel = DatagramChannel.open();
    try {
      channel.connect(server);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends a row and returns when all of it has left. Whatever the network does not take is lost, as
   * if it had been lost on the way. Returns early when this is closed. Interrupting the thread
   * closes this.
   *
   * @throws IllegalStateException if the key is used up, after 2^40 datagrams
   */
  public synchronized void send(int worker, long step, Payload row) {
    for (long offset = 0; offset < row.dimension(); offset += format.coordinates()) {
      int length = writer.write(worker, step, row, (int) offset);
      buffer.clear().put(writer.datagram(), 0, length).flip();
      if (!leave(length)) {
        return;
      }
    }
  }

  /** Sends what is in the buffer; false if this is closed. */
  private boolean leave(int length) {
    try {
      long wait = pacer.take(length, System.nanoTime());
      if (wait > 0 && closed.await(wait, TimeUnit.NANOSECONDS)) {
        return false;
      }
      channel.write(buffer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return false;
    } catch (ClosedChannelException e) {
      return false;
    } catch (IOException e) {
      // Nobody listens there, no buffers, no route: every datagram may fare differently
      if (!complained) {
        complained = true;
        LOG.warn("udp: datagrams to {} are lost: {}", server, e.getMessage());
      }
    }
    return true;
  }

  /** Ends sending, also a row that is leaving. */
  @Override
  public void close() {
    closed.countDown();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("udp: closing the socket to {}: {}", server, e.getMessage());
    }
  }
}
