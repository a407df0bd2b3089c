package dev.garrison.cluster.node;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.cluster.wire.Outbox;
import dev.garrison.cluster.wire.proto.ToServer;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import io.grpc.Status;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** What all connections of a node share: data, threads, and who is there. Any thread. */
final class NodeHost implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final PluginRegistry registry;
  private final Limits limits;
  private final Workshops workshops;
  private final ExecutorService helpers =
      Executors.newCachedThreadPool(
          new ThreadFactoryBuilder().setNameFormat("node-%d").setDaemon(true).build());
  private final ScheduledExecutorService timer;
  private final Map<NodeStream, OpenedRun> runs = new HashMap<>();
  private final Set<Session> sessions = new HashSet<>();
  private boolean closed;

  /**
   * @param registry of this installation
   */
  NodeHost(PluginRegistry registry, Limits limits) {
    this.registry = registry.foundOnly();
    this.limits = limits;
    this.workshops = new Workshops(this.registry);
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1, new ThreadFactoryBuilder().setNameFormat("node-timer-%d").setDaemon(true).build());
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.timer = one;
  }

  Limits limits() {
    return limits;
  }

  /** Does something that may take time. */
  void execute(Runnable work) {
    helpers.execute(work);
  }

  /** Does something short later. */
  void later(Runnable work, Duration delay) {
    timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Builds the workers of a run, which may take long; given back by {@link #end}. */
  Session session(OpenedRun run, Outbox<ToServer> outbox, InetAddress server) {
    Session session = new Session(run, registry, workshops, outbox, timer, server);
    synchronized (sessions) {
      sessions.add(session);
    }
    return session;
  }

  /** Ends a run's work here, in the background: gradients that are being computed are finished. */
  void end(Session session) {
    synchronized (sessions) {
      // When the node is closed, that ends all.
      if (!closed) {
        helpers.execute(() -> close(session));
      }
    }
  }

  private void close(Session session) {
    synchronized (sessions) {
      if (!sessions.remove(session)) {
        return;
      }
    }
    session.close();
  }

  /**
   * Lets a run in. An earlier generation of it, whose connection this end may still think alive, is
   * ended.
   *
   * @throws UserException if it is itself an earlier generation, or there are too many runs
   */
  void admit(NodeStream stream, OpenedRun run) {
    List<NodeStream> replaced = new ArrayList<>();
    synchronized (runs) {
      for (Map.Entry<NodeStream, OpenedRun> entry : runs.entrySet()) {
        if (entry.getValue().session().equals(run.session())) {
          if (entry.getValue().generation() >= run.generation()) {
            throw new UserException(
                "generation %d of this run is over".formatted(run.generation()));
          }
          replaced.add(entry.getKey());
        }
      }
      if (runs.size() - replaced.size() >= limits.sessions()) {
        throw new UserException("busy with %d other runs".formatted(runs.size()));
      }
      replaced.forEach(runs::remove);
      runs.put(stream, run);
    }
    replaced.forEach(old -> old.end(Status.ABORTED.withDescription("connected anew")));
  }

  /** A connection has ended. */
  void gone(NodeStream stream) {
    synchronized (runs) {
      runs.remove(stream);
    }
  }

  /** Tells all parameter servers that this node is going. */
  void endRuns() {
    List<NodeStream> all;
    synchronized (runs) {
      all = List.copyOf(runs.keySet());
    }
    all.forEach(stream -> stream.end(Status.UNAVAILABLE.withDescription("it was stopped")));
  }

  /** This machine in one line. */
  static String describe() {
    return "%s %s, %d processors, Java %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"));
  }

  /** Ends what is left; the connections have ended before. */
  @Override
  public void close() {
    List<Session> left;
    synchronized (sessions) {
      closed = true;
      left = List.copyOf(sessions);
    }
    left.forEach(this::close);
    timer.shutdown();
    helpers.shutdown();
    if (!Uninterruptibles.awaitTerminationUninterruptibly(helpers, END_WITHIN)) {
      LOG.warn("a run does not end; leaving it to the end of the process");
    }
    workshops.close();
  }
}
