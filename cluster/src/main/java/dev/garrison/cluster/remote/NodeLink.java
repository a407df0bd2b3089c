package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.cluster.TrafficCounts;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.cluster.wire.proto.EvaluationAsked;
import dev.garrison.cluster.wire.proto.Open;
import dev.garrison.cluster.wire.proto.StateAsked;
import dev.garrison.cluster.wire.proto.StateRestored;
import dev.garrison.cluster.wire.proto.StateVector;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.core.StateNames;
import dev.garrison.core.Version;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The parameter server's line to one node: dials it, and again with back-off whenever the
 * connection ends, and gives the workers there their memory back. Any thread.
 */
final class NodeLink implements AutoCloseable {
  /** Until the node has answered the call: network, TLS, HTTP/2. */
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(15);

  /** Proposals of all workers, and as much again three times for what is late or wrong. */
  private static final int ROOM = 4;

  /** What is done with what a node says. Called by gRPC's threads; does not wait. */
  interface Listener {
    /** The node is ready now, or no longer. */
    void changed();

    /** The node has evaluated. */
    void evaluated(Evaluated evaluated);
  }

  private final NodeAddress node;
  private final Open open;
  private final Codec codec;
  private final ImmutableMap<Integer, Reception> receptions;
  private final WorkerTallies tallies;
  private final Dialler dialler;
  private final Optional<DatagramPort> datagrams;
  private final ScheduledExecutorService timer;
  private final Listener listener;
  private final NodeReports reports;
  private final Backoff backoff = new Backoff(new SplittableRandom());
  private Optional<Connection> connection = Optional.empty();
  private Optional<Inbox> inbox = Optional.empty();
  private Optional<MemoryIntake> memoryAsked = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private final Traffic traffic = new Traffic();
  private Map<String, float[]> memory = Map.of();

  private final NodeParameters parameters;
  private final TakingTime taking = new TakingTime();
  private int generation;
  private boolean ready;
  private long readySince;
  private boolean closed;

  /**
   * @param open all but the generation
   * @param codec of the run
   * @param receptions of the workers hosted there
   * @param datagrams for those of them that do not send over the connection
   * @param timer runs what has to be done later
   */
  NodeLink(
      NodeAddress node,
      Open open,
      Codec codec,
      ImmutableMap<Integer, Reception> receptions,
      WorkerTallies tallies,
      Dialler dialler,
      Optional<DatagramPort> datagrams,
      ScheduledExecutorService timer,
      Listener listener) {
    this.node = node;
    this.open = open;
    this.codec = codec;
    this.receptions = receptions;
    this.tallies = tallies;
    this.dialler = dialler;
    this.datagrams = datagrams;
    this.timer = timer;
    this.listener = listener;
    this.parameters = new NodeParameters(open.getKeeps());
    this.reports = new NodeReports(node, ImmutableSortedSet.copyOf(receptions.keySet()));
  }

  NodeAddress node() {
    return node;
  }

  ImmutableMap<Integer, Reception> receptions() {
    return receptions;
  }

  synchronized boolean isReady() {
    return ready;
  }

  /** Why the node does not take part, if it said so. */
  synchronized Optional<String> refusal() {
    return refusal;
  }

  /** Connects in the background. */
  synchronized void dial() {
    if (closed) {
      return;
    }
    Connection next = new Connection(dialler.channel(), traffic);
    Inbox reader = new Inbox(receptions, open.getWorkerCount(), tallies, new Conversation(next));
    connection = Optional.of(next);
    inbox = Optional.of(reader);
    generation++;
    Open.Builder opening = open.toBuilder().setGeneration(generation);
    datagrams.ifPresent(port -> opening.setDatagrams(port.open()));
    next.start(opening.build(), reader::receive, this::ended);
    timer.schedule(
        () -> {
          if (!next.isReached()) {
            next.cut("no answer within " + REACHED_WITHIN.toSeconds() + " s");
          }
        },
        REACHED_WITHIN.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Asks for a step.
   *
   * @param workers hosted there who are expecting it; may be none if the node keeps the parameters
   *     and is to have the new ones all the same
   * @return false if the node is not there or still busy with being asked before
   */
  synchronized boolean ask(Announcement what, List<Integer> workers) {
    if (!canTake()) {
      parameters.forget();
      return false;
    }
    inbox
        .orElseThrow()
        .allow(ROOM * receptions.size() * codec.vectorBytes(Math.toIntExact(open.getDimension())));
    expectTaken(0);
    parameters.send(what, workers, connection.orElseThrow());
    return true;
  }

  /** The step is over: its parameters are no longer open. */
  synchronized void over() {
    parameters.over();
  }

  /** False if that cannot be. */
  private synchronized boolean drifted(long step) {
    if (!ready || !parameters.drifted(step, connection.orElseThrow())) {
      return false;
    }
    reports.drifted();
    return true;
  }

  /** What has travelled over all connections so far. */
  synchronized TrafficCounts traffic() {
    return new TrafficCounts(traffic.sent(), traffic.received(), parameters.resent());
  }

  /** Asks for an evaluation; false if the node is not there or busy. */
  synchronized boolean askEvaluation(long step, Parameters at) {
    if (!canTake()) {
      return false;
    }
    EvaluationAsked asked = EvaluationAsked.newBuilder().setStep(step).build();
    inbox.orElseThrow().allow(0);
    connection.orElseThrow().send(ToNode.newBuilder().setEvaluationAsked(asked).build());
    expectTaken(0);
    connection.orElseThrow().send(step, at, PieceSource.of(at));
    return true;
  }

  /** Memory may be on its way: it leaves before what is asked now. */
  private boolean canTake() {
    return ready && connection.orElseThrow().isBroadcastSent();
  }

  private void expectTaken(long bytes) {
    taking.add(connection.orElseThrow().isSent(), bytes);
  }

  /** Ends a connection that has been taking the same things for too long. */
  synchronized void cutIfStuck() {
    if (ready && !connection.orElseThrow().isSent() && taking.isOver()) {
      connection.get().cut("does not take the parameters");
    }
  }

  /**
   * Asks for what the workers remember.
   *
   * @param limits of each worker
   * @return empty if the node is not there
   */
  synchronized Optional<MemoryIntake> askMemory(
      long request, ImmutableMap<Integer, MemoryIntake.Limit> limits) {
    if (!ready) {
      return Optional.empty();
    }
    MemoryIntake intake = new MemoryIntake(request, memoryChannel(), limits);
    memoryAsked = Optional.of(intake);
    inbox
        .orElseThrow()
        .allow(
            2L
                * Float.BYTES
                * limits.values().stream().mapToLong(MemoryIntake.Limit::values).sum());
    inbox.orElseThrow().expect(intake);
    StateAsked asked = StateAsked.newBuilder().setRequest(request).build();
    connection.orElseThrow().send(ToNode.newBuilder().setStateAsked(asked).build());
    return memoryAsked;
  }

  /**
   * What the workers there are to go on from.
   *
   * @param all by {@code workerN/name}
   * @param send whether they get it now, too, and not only when they come back
   */
  synchronized void remember(Map<String, float[]> all, boolean send) {
    memory = all;
    if (send && ready) {
      sendMemory();
    }
  }

  private void sendMemory() {
    Connection to = connection.orElseThrow();
    expectTaken(memoryBytes());
    for (int worker : receptions.keySet()) {
      StateNames.unprefix("worker" + worker, memory)
          .forEach(
              (name, values) -> {
                StateVector vector =
                    StateVector.newBuilder()
                        .setWorker(worker)
                        .setName(name)
                        .setLength(values.length)
                        .setChannel(memoryChannel())
                        .build();
                to.send(ToNode.newBuilder().setStateVector(vector).build());
                to.send(memoryChannel(), 0, values);
              });
    }
    to.send(ToNode.newBuilder().setStateRestored(StateRestored.getDefaultInstance()).build());
  }

  private long memoryBytes() {
    return receptions.keySet().stream()
        .flatMap(worker -> StateNames.unprefix("worker" + worker, memory).values().stream())
        .mapToLong(values -> (long) Float.BYTES * values.length)
        .sum();
  }

  private int memoryChannel() {
    return PieceHeader.memory(open.getWorkerCount());
  }

  /** Ends the connection; the node is dialled again. */
  synchronized void cut(String because) {
    connection.ifPresent(current -> current.cut(because));
  }

  /** Ends the connection for good, without waiting until it has ended. */
  synchronized void hangUp() {
    closed = true;
    connection.ifPresent(current -> current.cut("the run is over"));
  }

  /** Ends the connection for good and waits for that. */
  @Override
  public void close() {
    Optional<Connection> last;
    synchronized (this) {
      last = connection;
      hangUp();
    }
    last.ifPresent(Connection::awaitEnd);
  }

  private synchronized void ended(Connection.End end) {
    connection = Optional.empty();
    inbox = Optional.empty();
    if (ready) {
      backoff.lasted(Duration.ofNanos(System.nanoTime() - readySince));
    }
    ready = false;
    parameters.forget();
    datagrams.ifPresent(DatagramPort::close);
    receptions.values().forEach(Reception::lost);
    memoryAsked.ifPresent(MemoryIntake::fail);
    memoryAsked = Optional.empty();
    if (end.oversized()) {
      receptions.keySet().forEach(tallies::malformed);
    }
    if (!closed) {
      reports.down(end.reason());
      timer.schedule(this::dial, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
    listener.changed();
  }

  private synchronized void ready(Connection from, String version, String host) {
    if (!version.equals(Version.read())) {
      refused(from, "runs Garrison %s, the parameter server %s".formatted(version, Version.read()));
      return;
    }
    ready = true;
    readySince = System.nanoTime();
    refusal = Optional.empty();
    reports.ready(host);
    if (!memory.isEmpty()) {
      sendMemory();
    }
    listener.changed();
  }

  private synchronized void refused(Connection from, String reason) {
    reports.refused(reason);
    refusal = Optional.of(reason);
    from.cut("refused");
  }

  /** What one connection's inbox reports. */
  private final class Conversation implements Inbox.Listener {
    private final Connection with;

    Conversation(Connection with) {
      this.with = with;
    }

    @Override
    public void ready(String version, String host) {
      NodeLink.this.ready(with, version, host);
    }

    @Override
    public void refused(String reason) {
      NodeLink.this.refused(with, reason);
    }

    @Override
    public void malformed(String problem) {
      reports.malformed(problem);
    }

    @Override
    public void failed(int worker, String problem) {
      reports.failed(worker, problem);
    }

    @Override
    public void flooded() {
      with.cut("sends more than it was asked for");
    }

    @Override
    public void evaluated(Evaluated evaluated) {
      listener.evaluated(evaluated);
    }

    @Override
    public boolean drifted(long step) {
      return NodeLink.this.drifted(step);
    }
  }
}
