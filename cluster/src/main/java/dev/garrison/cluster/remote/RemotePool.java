package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.protobuf.ByteString;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.Broadcast;
import dev.garrison.cluster.HalfTime;
import dev.garrison.cluster.Round;
import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.StepTimeout;
import dev.garrison.cluster.TrafficCounts;
import dev.garrison.cluster.WorkerCounts;
import dev.garrison.cluster.WorkerPool;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.udp.DatagramCounts;
import dev.garrison.cluster.udp.DatagramReceiver;
import dev.garrison.cluster.udp.UdpOptions;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.core.UserException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Workers on other machines: logical worker w lives on node w mod m of m. Nodes are dialled in the
 * background; those that are not there are missing from the rounds, until they are back.
 *
 * <p>A step is over when all workers asked have answered, or when its time is over with enough
 * proposals; with fewer it goes on, and nodes that come back are asked for it too.
 */
public final class RemotePool implements WorkerPool {
  private static final Logger LOG = LogManager.getLogger();

  /** How often a wait looks whether somebody asked to stop. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  /** How long a step that has begun may still take when somebody asked to stop. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final RemoteRun run;
  private final StepTimeout timeout;
  private final int minimum;
  private final Optional<UdpOptions> udp;
  private final Optional<DatagramReceiver> receiver;
  private final BooleanSupplier stopAsked;
  private final WorkerTallies tallies;
  private final Codec codec;
  private final int resync;
  private final RowBuffers<Payload> rows;
  private final StepBoard board = new StepBoard();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("nodes-%d").setDaemon(true).build());
  private final ImmutableMap<Integer, Reception> receptions;
  private final ImmutableList<NodeLink> links;
  private final Memories memories;

  /**
   * Dials all nodes in the background.
   *
   * @param nodes at least one; nodes without workers are left alone
   * @param own this process's credentials; empty for plain text, allowed with nodes on this machine
   *     only
   * @param timeout when a step stops waiting
   * @param minimum least number of proposals of a round, from 1 on
   * @param resync every so many steps parameters are sent in full to nodes that keep them; 0 for
   *     never
   * @param udp of whose proposals come as datagrams; empty for none
   * @param stopAsked whether the run is to end: then no step waits for nodes to come back
   * @throws UserException if a node may not be dialled in plain text, or there is no UDP socket to
   *     be had
   */
  public RemotePool(
      ImmutableList<NodeAddress> nodes,
      Optional<Credentials> own,
      RemoteRun run,
      StepTimeout timeout,
      int minimum,
      int resync,
      Optional<UdpOptions> udp,
      BooleanSupplier stopAsked) {
    this.run = run;
    this.codec = run.codec().codec();
    this.resync = resync;
    this.timeout = timeout;
    this.minimum = minimum;
    this.stopAsked = stopAsked;
    this.udp = udp;
    // First: these may throw, and nothing is open yet.
    ImmutableList<Dialler> diallers =
        nodes.stream().map(node -> new Dialler(node, own)).collect(ImmutableList.toImmutableList());
    this.receiver = udp.map(options -> openReceiver());
    int count = run.workers().count();
    this.tallies = new WorkerTallies(count);
    this.rows = new RowBuffers<>(() -> codec.payload(run.dimension()));
    this.receptions =
        IntStream.range(0, count)
            .filter(id -> !run.workers().silent().contains(id))
            .boxed()
            .collect(ImmutableMap.toImmutableMap(id -> id, this::reception));
    ByteString session = Sessions.random();
    this.links =
        IntStream.range(0, Math.min(nodes.size(), count))
            .mapToObj(i -> link(nodes, i, session, diallers.get(i)))
            .filter(link -> !link.receptions().isEmpty())
            .collect(ImmutableList.toImmutableList());
    this.memories = new Memories(run, links);
    links.forEach(NodeLink::dial);
  }

  private Reception reception(int worker) {
    return new Reception(
        worker,
        run.dimension(),
        codec,
        rows,
        tallies,
        board,
        receiver
            .filter(some -> worker < udp.orElseThrow().workers())
            .map(
                some ->
                    new DatagramRow(
                        worker, some, udp.orElseThrow().fill(), codec, run.dimension())));
  }

  private NodeLink link(
      ImmutableList<NodeAddress> nodes, int index, ByteString session, Dialler dialler) {
    ImmutableMap<Integer, Reception> hosted =
        receptions.values().stream()
            .filter(reception -> reception.worker() % nodes.size() == index)
            .collect(ImmutableMap.toImmutableMap(Reception::worker, reception -> reception));
    return new NodeLink(
        nodes.get(index),
        OpenMessage.of(run, session, hosted.keySet()).buildPartial(),
        codec,
        hosted,
        tallies,
        dialler,
        receiver.flatMap(some -> port(some, index, hosted.keySet())),
        timer,
        new NodeLink.Listener() {
          @Override
          public void changed() {
            board.poke();
          }

          @Override
          public void evaluated(Evaluated evaluated) {}
        });
  }

  private Optional<DatagramPort> port(
      DatagramReceiver from, int node, ImmutableSet<Integer> hosted) {
    UdpOptions options = udp.orElseThrow();
    ImmutableSet<Integer> workers =
        hosted.stream()
            .filter(worker -> worker < options.workers())
            .collect(ImmutableSet.toImmutableSet());
    return workers.isEmpty()
        ? Optional.empty()
        : Optional.of(new DatagramPort(from, node, workers, options.rate()));
  }

  private DatagramReceiver openReceiver() {
    try {
      return DatagramReceiver.open(new InetSocketAddress(0).getAddress(), codec);
    } catch (IOException e) {
      throw new UserException("--udp: no socket to receive datagrams on: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until all nodes are ready or have refused. Those that are still missing when enough have
   * been ready for some time are left to come later, so that no node can keep a run from beginning.
   *
   * @param patience with the rest, once there are enough
   * @throws UserException if every node refuses
   */
  public void awaitNodes(Duration patience) {
    long enoughSince = 0;
    while (!links.isEmpty() && !stopAsked.getAsBoolean()) {
      if (links.stream().allMatch(link -> link.refusal().isPresent())) {
        NodeLink first = links.get(0);
        throw new UserException(first.node() + ": refuses: " + first.refusal().orElseThrow());
      }
      List<NodeLink> missing =
          links.stream().filter(link -> !link.isReady() && link.refusal().isEmpty()).toList();
      if (missing.isEmpty() && enough()) {
        return;
      }
      enoughSince = !enough() ? 0 : enoughSince == 0 ? System.nanoTime() : enoughSince;
      if (enoughSince != 0 && System.nanoTime() - enoughSince > patience.toNanos()) {
        LOG.warn("beginning without {} of {} nodes", missing.size(), links.size());
        return;
      }
      board.awaitPoke(GLANCE);
    }
  }

  private boolean enough() {
    return links.stream().filter(NodeLink::isReady).mapToInt(l -> l.receptions().size()).sum()
        >= Math.min(minimum, receptions.size());
  }

  @Override
  public Round step(Broadcast broadcast) {
    long step = broadcast.step();
    boolean whole = resync > 0 && step % resync == 0;
    Announcement announcement = new Announcement(broadcast, codec, whole);
    try {
      return step(announcement);
    } finally {
      links.forEach(NodeLink::over);
    }
  }

  private Round step(Announcement announcement) {
    long step = announcement.step();
    links.forEach(NodeLink::cutIfStuck);
    receptions.values().forEach(Reception::begin);
    HalfTime half = new HalfTime(asks().values().stream().mapToInt(List::size).sum());
    board.begin(half);
    long most = timeout.now().toNanos();
    askIdle(announcement);
    ask(announcement);
    awaitAnswers(System.nanoTime() + most);
    if (!isEnough() && !stopAsked.getAsBoolean()) {
      LOG.warn("step {}: {} proposals, {} are needed; waiting", step, board.proposals(), minimum);
    }
    while (!isEnough() && !stopAsked.getAsBoolean()) {
      board.awaitPoke(GLANCE);
      if (ask(announcement)) {
        awaitAnswers(System.nanoTime() + most);
      }
    }
    timeout.took(half.elapsed());
    return isEnough() ? collect() : nothing();
  }

  /** Asks everyone who is there and has not answered; whether there was anybody. */
  private boolean ask(Announcement what) {
    boolean any = false;
    for (Map.Entry<NodeLink, List<Reception>> entry : asks().entrySet()) {
      List<Reception> asked = entry.getValue();
      asked.forEach(reception -> reception.expect(what.step()));
      if (entry.getKey().ask(what, asked.stream().map(Reception::worker).toList())) {
        any = true;
      } else {
        asked.forEach(Reception::lost);
      }
    }
    return any;
  }

  /** Nodes that keep the parameters get the new ones also when all workers there are busy. */
  private void askIdle(Announcement what) {
    Set<NodeLink> asked = asks().keySet();
    if (codec instanceof Sign) {
      links.stream()
          .filter(link -> link.isReady() && !asked.contains(link))
          .forEach(link -> link.ask(what, List.of()));
    }
  }

  private Map<NodeLink, List<Reception>> asks() {
    Map<NodeLink, List<Reception>> asks = new LinkedHashMap<>();
    for (NodeLink link : links) {
      List<Reception> open = link.receptions().values().stream().filter(Reception::isOpen).toList();
      if (link.isReady() && !open.isEmpty()) {
        asks.put(link, open);
      }
    }
    return asks;
  }

  private void awaitAnswers(long deadline) {
    long end = deadline;
    boolean stopping = false;
    boolean all = false;
    while (!all && end - System.nanoTime() > 0) {
      all = board.awaitAll(Duration.ofNanos(Math.min(GLANCE.toNanos(), end - System.nanoTime())));
      if (!stopping && stopAsked.getAsBoolean()) {
        stopping = true;
        end = Math.min(end, System.nanoTime() + STOP_WITHIN.toNanos());
      }
    }
  }

  /** Whether there are enough proposals, or all that can still come would not make it enough. */
  private boolean isEnough() {
    long open = receptions.values().stream().filter(one -> !one.isSettled()).count();
    return board.proposals() >= minimum || board.proposals() + open < minimum;
  }

  private Round collect() {
    ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    for (Reception reception : receptions.values()) {
      Optional<Answer> answer = reception.take();
      answer.ifPresent(answers::add);
      if (answer.isPresent()) {
        tallies.onTime(reception.worker());
      } else {
        tallies.missing(reception.worker());
      }
    }
    return new Round(answers.build(), rows::give);
  }

  /** The run is to end before there are enough: nothing may be applied. */
  private Round nothing() {
    receptions
        .values()
        .forEach(one -> one.take().ifPresent(answer -> rows.give(answer.proposal())));
    return new Round(ImmutableList.of(), rows::give);
  }

  @Override
  public ImmutableList<WorkerCounts> counts() {
    ImmutableSortedMap<Integer, DatagramCounts> datagrams = datagramCounts();
    ImmutableList<WorkerCounts> all = tallies.counts();
    return IntStream.range(0, all.size())
        .mapToObj(
            worker ->
                datagrams.containsKey(worker)
                    ? withMalformed(all.get(worker), datagrams.get(worker).malformed())
                    : all.get(worker))
        .collect(ImmutableList.toImmutableList());
  }

  private static WorkerCounts withMalformed(WorkerCounts counts, long more) {
    return new WorkerCounts(
        counts.onTime(), counts.late(), counts.missing(), counts.malformed() + more);
  }

  /** What came of the datagrams of each worker that sends any. */
  public ImmutableSortedMap<Integer, DatagramCounts> datagramCounts() {
    return receiver.map(DatagramReceiver::counts).orElse(ImmutableSortedMap.of());
  }

  @Override
  public TrafficCounts traffic() {
    long datagrams = receiver.map(DatagramReceiver::bytes).orElse(0L);
    return links.stream()
        .map(NodeLink::traffic)
        .reduce(new TrafficCounts(0, datagrams, 0), TrafficCounts::plus);
  }

  @Override
  public Map<String, float[]> state() {
    return memories.collect();
  }

  @Override
  public void restore(Map<String, float[]> state) {
    memories.restore(state);
  }

  @Override
  public void close() {
    links.forEach(NodeLink::hangUp);
    links.forEach(NodeLink::close);
    timer.shutdownNow();
    receiver.ifPresent(DatagramReceiver::close);
  }
}
