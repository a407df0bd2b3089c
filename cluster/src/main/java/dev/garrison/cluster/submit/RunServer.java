package dev.garrison.cluster.submit;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.garrison.cluster.listen.ConnectionLimits;
import dev.garrison.cluster.listen.Listener;
import dev.garrison.cluster.submit.proto.Accepted;
import dev.garrison.cluster.submit.proto.Attachment;
import dev.garrison.cluster.submit.proto.Ended;
import dev.garrison.cluster.submit.proto.Output;
import dev.garrison.cluster.submit.proto.RunEvent;
import dev.garrison.cluster.submit.proto.StopAsked;
import dev.garrison.cluster.submit.proto.Stopping;
import dev.garrison.cluster.submit.proto.Submission;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.tls.PlainText;
import dev.garrison.cluster.tls.Slot;
import dev.garrison.cluster.tls.TlsContexts;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes runs from clients and executes them one at a time. A run goes on when its client leaves.
 * Any thread.
 */
public final class RunServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final int MOST_CLIENTS = 16;
  private static final int MOST_WORDS = 1 << 20;
  private static final long PATIENCE_SECONDS = 20;
  private static final long FAREWELL_SECONDS = 5;

  /** Longest that {@link #close} takes, but for the end of a process that was killed. */
  public static final Duration LONGEST_CLOSE =
      Duration.ofSeconds(PATIENCE_SECONDS + FAREWELL_SECONDS);

  private final RunLauncher launcher;
  private final ExecutorService watchers =
      new ThreadPoolExecutor(
          0,
          MOST_CLIENTS,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new ThreadFactoryBuilder().setNameFormat("run-client-%d").setDaemon(true).build());
  private final Listener listener;
  private final Server server;
  private Optional<HostedRun> latest = Optional.empty();
  private int started;
  private boolean closed;

  /**
   * Listens at once.
   *
   * @param address port 0 for a free one
   * @param credentials of the server's slot: only {@link Slot#CLIENT} of the same cluster may
   *     connect; empty for plain text
   * @throws IOException if the port is taken
   * @throws dev.garrison.core.UserException for plain text where others can reach it
   */
  public RunServer(
      InetSocketAddress address, Optional<Credentials> credentials, RunLauncher launcher)
      throws IOException {
    this(address, credentials, launcher, ConnectionLimits.DEFAULT);
  }

  RunServer(
      InetSocketAddress address,
      Optional<Credentials> credentials,
      RunLauncher launcher,
      ConnectionLimits limits)
      throws IOException {
    if (credentials.isEmpty()) {
      PlainText.check(address);
    }
    this.launcher = launcher;
    this.listener = new Listener("runs", limits);
    NettyServerBuilder builder =
        listener
            .at(address)
            .addService(service())
            .maxInboundMessageSize(MOST_WORDS)
            .maxConcurrentCallsPerConnection(4);
    credentials.ifPresent(own -> builder.sslContext(TlsContexts.server(own, Slot.CLIENT::equals)));
    this.server = builder.build();
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(RunMethods.SERVICE)
        .addMethod(RunMethods.SUBMIT, ServerCalls.asyncServerStreamingCall(this::submit))
        .addMethod(RunMethods.ATTACH, ServerCalls.asyncServerStreamingCall(this::attach))
        .addMethod(RunMethods.STOP, ServerCalls.asyncUnaryCall(this::stop))
        .build();
  }

  private void submit(Submission submission, StreamObserver<RunEvent> client) {
    HostedRun run;
    try {
      run = start(submission);
    } catch (IOException e) {
      LOG.error("a run could not be started", e);
      client.onError(Status.INTERNAL.withDescription("the run did not start").asException());
      return;
    } catch (SubmissionException e) {
      client.onError(Status.FAILED_PRECONDITION.withDescription(e.getMessage()).asException());
      return;
    }
    watch(run, 0, client);
  }

  private synchronized HostedRun start(Submission submission)
      throws IOException, SubmissionException {
    if (closed) {
      throw new SubmissionException("the parameter server node is ending", null);
    }
    if (latest.isPresent() && !latest.get().isOver()) {
      String id = latest.get().id();
      throw new SubmissionException("busy with run " + id + "; --attach " + id, null);
    }
    started++;
    HostedRun run =
        new HostedRun(Integer.toString(started), launcher.start(submission.getWordsList()));
    latest = Optional.of(run);
    LOG.info("run {} has begun", run.id());
    return run;
  }

  private void attach(Attachment attachment, StreamObserver<RunEvent> client) {
    Optional<HostedRun> run = find(attachment.getRun());
    if (run.isEmpty()) {
      client.onError(unknown(attachment.getRun()));
      return;
    }
    watch(run.get(), Math.max(0, attachment.getFrom()), client);
  }

  private void stop(StopAsked asked, StreamObserver<Stopping> client) {
    Optional<HostedRun> run = find(asked.getRun());
    if (run.isEmpty()) {
      client.onError(unknown(asked.getRun()));
      return;
    }
    boolean over = run.get().isOver();
    if (!over) {
      LOG.info("run {} is asked to stop", run.get().id());
      run.get().ask();
    }
    client.onNext(Stopping.newBuilder().setRun(run.get().id()).setOver(over).build());
    client.onCompleted();
  }

  private synchronized Optional<HostedRun> find(String id) {
    return latest.filter(run -> id.isEmpty() || run.id().equals(id));
  }

  private static Exception unknown(String run) {
    return Status.NOT_FOUND
        .withDescription(
            run.isEmpty() ? "no run was submitted yet" : "run " + run + " is not the latest run")
        .asException();
  }

  private void watch(HostedRun run, long from, StreamObserver<RunEvent> client) {
    ClientGate gate = new ClientGate((ServerCallStreamObserver<RunEvent>) client);
    try {
      watchers.execute(() -> follow(run, from, gate));
    } catch (java.util.concurrent.RejectedExecutionException e) {
      client.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription("run " + run.id() + " goes on; too many clients watch it")
              .asException());
    }
  }

  private void follow(HostedRun run, long from, ClientGate gate) {
    try {
      long position = from;
      boolean there = gate.send(event(Accepted.newBuilder().setRun(run.id())));
      while (there) {
        Optional<OutputLog.Piece> piece = run.log().next(position);
        if (piece.isEmpty()) {
          gate.sendLast(
              RunEvent.newBuilder().setEnded(Ended.newBuilder().setStatus(run.status())).build(),
              FAREWELL_SECONDS);
          return;
        }
        position = piece.get().end();
        there = gate.send(event(piece.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RunEvent event(Accepted.Builder accepted) {
    return RunEvent.newBuilder().setAccepted(accepted).build();
  }

  private static RunEvent event(OutputLog.Piece piece) {
    return RunEvent.newBuilder()
        .setOutput(
            Output.newBuilder().setFrom(piece.from()).setError(piece.error()).setText(piece.text()))
        .build();
  }

  /**
   * Takes no more runs, ends the one under way, in order if it can, and tells the clients, who have
   * a few seconds to take what is left of its output.
   */
  @Override
  public void close() {
    Optional<HostedRun> run;
    synchronized (this) {
      closed = true;
      run = latest;
    }
    run.filter(one -> !one.isOver()).ifPresent(one -> one.end(PATIENCE_SECONDS));
    server.shutdown();
    watchers.shutdown();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
    try {
      if (!watchers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        LOG.warn("a client did not take the end of the run's output");
      }
      // Answers to other calls may still be on their way.
      server.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.shutdownNow();
      server.shutdownNow();
      listener.close();
    }
  }
}
