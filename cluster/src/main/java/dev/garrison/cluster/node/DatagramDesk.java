package dev.garrison.cluster.node;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.udp.DatagramFormat;
import dev.garrison.cluster.udp.DatagramSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends the proposals of some workers as datagrams, one after the other, on a thread of its own: a
 * limited rate must hold up nobody's computing. Any thread.
 */
final class DatagramDesk implements AutoCloseable {
  private final ImmutableSet<Integer> workers;
  private final DatagramSender sender;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          new ThreadFactoryBuilder().setNameFormat("datagrams-%d").setDaemon(true).build());

  /**
   * @param codec of the run
   * @param server the parameter server's address
   * @throws IOException if there is no socket to be had, or no way to the server
   */
  DatagramDesk(OpenedRun.DatagramPlan plan, Codec codec, InetAddress server) throws IOException {
    this.workers = plan.workers();
    this.sender =
        new DatagramSender(
            new InetSocketAddress(server, plan.port()),
            plan.node(),
            plan.key().toByteArray(),
            new DatagramFormat(plan.size(), codec),
            plan.rate());
  }

  /** Whether a worker's proposals leave as datagrams. */
  boolean serves(int worker) {
    return workers.contains(worker);
  }

  /**
   * Sends a row.
   *
   * @param row not changed until {@code done} is called
   * @param done called when it has left
   */
  void send(int worker, long step, Payload row, Runnable done) {
    thread.execute(
        () -> {
          sender.send(worker, step, row);
          done.run();
        });
  }

  /** Ends sending, also a row that is leaving. */
  @Override
  public void close() {
    sender.close();
    thread.shutdown();
    Uninterruptibles.awaitTerminationUninterruptibly(thread);
  }
}
