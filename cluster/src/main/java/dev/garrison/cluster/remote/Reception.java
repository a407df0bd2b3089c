package dev.garrison.cluster.remote;

import dev.garrison.cluster.Answer;
import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.udp.Arrival;
import dev.garrison.cluster.wire.IncomingPiece;
import java.util.Optional;

/**
 * Puts one worker's proposals together from what its node sends, and counts what is late or
 * malformed. Whatever comes, it does not throw. Any thread.
 *
 * <p>A worker is asked for one step at a time. The first thing wrong with an answer ends it: the
 * row is dropped, the step no longer waits, and the rest of that answer is passed over.
 */
final class Reception {
  private enum State {
    /** Done with the last step asked. */
    FREE,
    /** Its proposal is on its way, the step waits. */
    AWAITED,
    /** It has answered; the last datagrams of its proposal may still come, the step waits. */
    ARRIVING,
    /** Its proposal is there, the step is not over. */
    ANSWERED,
    /** Its proposal is on its way, the step is over. */
    OVERDUE
  }

  private static final Optional<String> FINE = Optional.empty();

  private final int worker;
  private final int dimension;
  private final Codec codec;
  private final RowBuffers<Payload> rows;
  private final WorkerTallies tallies;
  private final StepBoard board;
  private final Optional<DatagramRow> datagrams;
  private State state = State.FREE;
  private long asked = -1;

  /** Whether the rest of the answer to the last step asked is passed over. */
  private boolean spoiled;

  /** Whether the worker has answered since the step began, well or not. */
  private boolean settled;

  private Payload row;
  private int next;
  private float loss;

  /**
   * @param codec of the proposals
   * @param board told when the worker is done with a step
   * @param datagrams where its values come from, if not from the stream
   */
  Reception(
      int worker,
      int dimension,
      Codec codec,
      RowBuffers<Payload> rows,
      WorkerTallies tallies,
      StepBoard board,
      Optional<DatagramRow> datagrams) {
    this.worker = worker;
    this.dimension = dimension;
    this.codec = codec;
    this.rows = rows;
    this.tallies = tallies;
    this.board = board;
    this.datagrams = datagrams;
  }

  int worker() {
    return worker;
  }

  /** A new step begins. */
  synchronized void begin() {
    settled = false;
  }

  /** Whether the worker can be asked: is done with the last step, and has not answered this one. */
  synchronized boolean isOpen() {
    return state == State.FREE && !settled;
  }

  /** Whether the worker is done with the last step it was asked for. */
  synchronized boolean isFree() {
    return state == State.FREE;
  }

  /** Whether the worker has said what it has to say about this step. */
  synchronized boolean isSettled() {
    return settled;
  }

  /** The worker, free, is about to be asked. */
  synchronized void expect(long step) {
    if (state != State.FREE) {
      throw new IllegalStateException("worker " + worker + " is not done");
    }
    state = State.AWAITED;
    asked = step;
    spoiled = false;
    row = rows.take();
    next = 0;
    datagrams.ifPresent(some -> some.expect(step, row));
    board.asked();
  }

  /**
   * A piece of a proposal came.
   *
   * @return what is wrong with it, in one line
   */
  synchronized Optional<String> piece(IncomingPiece<?> piece) {
    // What is another step's, or comes again, is counted when it is whole.
    if (piece.header().step() != asked || state != State.AWAITED) {
      return FINE;
    }
    if (datagrams.isPresent()) {
      return malformed("values beside its datagrams");
    }
    int count = piece.header().count();
    if (piece.header().offset() != next || count > dimension - next) {
      return malformed(
          "values %d to %d of its proposal after %d of %d"
              .formatted(
                  piece.header().offset(), piece.header().offset() + count, next, dimension));
    }
    if (!read(piece)) {
      return malformed("values that are not in the run's codec");
    }
    next += count;
    return FINE;
  }

  private boolean read(IncomingPiece<?> piece) {
    if (!(codec instanceof Float32)) {
      return piece.decode(codec, row, next);
    }
    if (piece.header().coded()) {
      return false;
    }
    piece.readInto(row.toFloats(), next);
    return true;
  }

  /**
   * The worker says it is done.
   *
   * @param sent whether there is a proposal
   * @return what is wrong with that, in one line
   */
  synchronized Optional<String> answered(long step, boolean sent, float itsLoss) {
    if (step == asked && state == State.AWAITED) {
      return answeredInTime(sent, itsLoss);
    }
    if (step == asked && spoiled) {
      return FINE;
    }
    if (sent) {
      tallies.late(worker);
    }
    if (step == asked && state == State.OVERDUE) {
      state = State.FREE;
    } else if (step > asked) {
      // It takes one step for another: the right answer will not come.
      spoil();
    }
    return FINE;
  }

  private Optional<String> answeredInTime(boolean sent, float itsLoss) {
    int expected = sent && datagrams.isEmpty() ? dimension : 0;
    if (next != expected) {
      return malformed("%d values of %d in its proposal".formatted(next, expected));
    }
    loss = itsLoss;
    if (!sent) {
      giveUpRow();
      state = State.FREE;
      settle(false);
    } else if (datagrams.isPresent()) {
      state = State.ARRIVING;
      datagrams.get().allSent(this::arrived);
    } else {
      state = State.ANSWERED;
      settle(true);
    }
    return FINE;
  }

  /** No more datagrams will come. */
  private synchronized void arrived(Arrival arrival) {
    if (state == State.ARRIVING && datagrams.orElseThrow().isCurrent(arrival)) {
      if (datagrams.get().isEmpty()) {
        giveUpRow();
        state = State.FREE;
        settle(false);
      } else {
        state = State.ANSWERED;
        settle(true);
      }
    }
  }

  /** Something came that is not what the protocol says, and this worker is to blame. */
  synchronized Optional<String> malformed(String problem) {
    tallies.malformed(worker);
    spoil();
    return Optional.of("worker " + worker + ": " + problem);
  }

  /** The step is over: its proposal, if it is there. What still comes is late. */
  synchronized Optional<Answer> take() {
    boolean waitedFor = state == State.AWAITED || state == State.ARRIVING;
    if (waitedFor) {
      board.lost();
    }
    if (state == State.AWAITED) {
      giveUpRow();
      state = State.OVERDUE;
      return Optional.empty();
    }
    boolean there =
        state == State.ANSWERED || (state == State.ARRIVING && !datagrams.orElseThrow().isEmpty());
    if (state == State.ARRIVING && !there) {
      giveUpRow();
    }
    if (state != State.OVERDUE) {
      state = State.FREE;
    }
    return there ? Optional.of(new Answer(worker, finishRow(), loss)) : Optional.empty();
  }

  private Payload finishRow() {
    datagrams.ifPresent(some -> some.finish(row));
    Payload whole = row;
    row = null;
    return whole;
  }

  /** Its node is gone, and with it what it was working on. A proposal that is there stays. */
  synchronized void lost() {
    if (state == State.AWAITED) {
      giveUpRow();
      spoiled = true;
      state = State.FREE;
      board.lost();
    } else if (state == State.OVERDUE) {
      state = State.FREE;
    }
  }

  private void spoil() {
    if (state == State.AWAITED) {
      giveUpRow();
      spoiled = true;
      state = State.FREE;
      settle(false);
    }
  }

  private void settle(boolean proposal) {
    settled = true;
    board.settled(proposal);
  }

  private void giveUpRow() {
    datagrams.ifPresent(DatagramRow::cancel);
    rows.give(row);
    row = null;
  }
}
