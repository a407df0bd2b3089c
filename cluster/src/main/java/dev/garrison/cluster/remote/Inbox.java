package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableMap;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.wire.Frame;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.PeerText;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.Answered;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.cluster.wire.proto.Ready;
import dev.garrison.cluster.wire.proto.ToServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads what a node sends on one connection. The node is not trusted: whatever comes is used,
 * counted or dropped, nothing is thrown, and no more memory is used than the server asked for. One
 * thread at a time reads; any thread asks.
 */
final class Inbox {
  /** What a node may say beside what it is asked for, in bytes. */
  private static final long SLACK = 16L << 20;

  /** What a frame costs however short it is, in bytes. */
  private static final int FRAME = 64;

  /** What is done with what a node says about itself. Called by the thread that reads. */
  interface Listener {
    /** The node is ready. */
    void ready(String version, String host);

    /** The node does not take part, or no longer. */
    void refused(String reason);

    /** Something was not as the protocol says; counted already. */
    void malformed(String problem);

    /** A worker could not compute. */
    void failed(int worker, String problem);

    /** The node says too much to go on. */
    void flooded();

    /** The node has evaluated. */
    void evaluated(Evaluated evaluated);

    /** The node says that its parameters are not the server's; whether that can be. */
    boolean drifted(long step);
  }

  private final ImmutableMap<Integer, Reception> receptions;
  private final int workerCount;
  private final WorkerTallies tallies;
  private final Listener listener;
  private final AtomicLong allowance = new AtomicLong(SLACK);
  private volatile Optional<MemoryIntake> memory = Optional.empty();
  private boolean ready;

  /** Whether the connection is about to end; what still comes is passed over. */
  private boolean over;

  /**
   * @param receptions of the workers the node hosts
   * @param workerCount n
   */
  Inbox(
      ImmutableMap<Integer, Reception> receptions,
      int workerCount,
      WorkerTallies tallies,
      Listener listener) {
    this.receptions = receptions;
    this.workerCount = workerCount;
    this.tallies = tallies;
    this.listener = listener;
  }

  /** The node may send so many bytes, and some more, from now on. */
  void allow(long bytes) {
    allowance.set(bytes + SLACK);
  }

  /** The node is about to be asked for what its workers remember. */
  void expect(MemoryIntake intake) {
    memory = Optional.of(intake);
  }

  /** Reads a frame. */
  void receive(Frame<ToServer> frame) {
    if (over) {
      return;
    }
    if (allowance.addAndGet(-frame.size() - FRAME) < 0) {
      over = true;
      blameAll("more than it was asked for");
      listener.flooded();
    } else if (frame instanceof IncomingPiece<ToServer> piece) {
      piece(piece);
    } else if (frame instanceof Frame.Control<ToServer> control) {
      control(control.message());
    } else if (frame instanceof Frame.Garbled<ToServer> garbled) {
      garbled.channel().stream()
          .mapToObj(channel -> reception(channel - 1L))
          .flatMap(Optional::stream)
          .findAny()
          .ifPresentOrElse(
              to -> report(to.malformed(garbled.problem())), () -> blameAll(garbled.problem()));
    }
  }

  private void piece(IncomingPiece<ToServer> piece) {
    int channel = piece.header().channel();
    if (channel == PieceHeader.memory(workerCount)) {
      memory(intake -> intake.piece(piece));
    } else {
      reception(channel - 1L)
          .ifPresentOrElse(
              to -> report(to.piece(piece)), () -> blameAll("a vector on channel " + channel));
    }
  }

  private void control(ToServer message) {
    switch (message.getMessageCase()) {
      case READY -> ready(message.getReady());
      case REFUSED -> {
        over = true;
        listener.refused(PeerText.clean(message.getRefused().getReason()));
      }
      case ANSWERED -> answered(message.getAnswered());
      case STATE_VECTOR -> memory(intake -> intake.vector(message.getStateVector()));
      case STATE_SENT -> memory(intake -> intake.sent(message.getStateSent()));
      case EVALUATED -> listener.evaluated(message.getEvaluated());
      case DRIFTED -> {
        if (!listener.drifted(message.getDrifted().getStep())) {
          blameAll("parameters that drifted though they came in full");
        }
      }
      case MESSAGE_NOT_SET -> blameAll("an empty message");
    }
  }

  private void ready(Ready message) {
    if (ready) {
      blameAll("ready once more");
      return;
    }
    ready = true;
    listener.ready(PeerText.clean(message.getVersion()), PeerText.clean(message.getHost()));
  }

  private void answered(Answered answered) {
    // A number above 2³¹ is nobody's, like any other that is not hosted there.
    Optional<Reception> reception = reception(answered.getWorker());
    if (reception.isEmpty()) {
      blameAll("an answer of worker " + Integer.toUnsignedString(answered.getWorker()));
      return;
    }
    if (!answered.getProblem().isEmpty()) {
      listener.failed(answered.getWorker(), PeerText.clean(answered.getProblem()));
    }
    report(reception.get().answered(answered.getStep(), answered.getSent(), answered.getLoss()));
  }

  private void memory(Function<MemoryIntake, Optional<String>> message) {
    memory
        .map(message)
        .orElse(Optional.of("a memory it was not asked for"))
        .ifPresent(this::blameAll);
  }

  private Optional<Reception> reception(long worker) {
    return worker < 0 || worker > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(receptions.get((int) worker));
  }

  private void report(Optional<String> problem) {
    problem.ifPresent(listener::malformed);
  }

  /** Nothing that a worker has sent so far is touched: whose fault it is cannot be told. */
  private void blameAll(String problem) {
    receptions.keySet().forEach(tallies::malformed);
    listener.malformed(problem);
  }
}
