package dev.garrison.cluster.remote;

import dev.garrison.cluster.Answer;
import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.wire.IncomingFloats;
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
    /** Its proposal is there, the step is not over. */
    ANSWERED,
    /** Its proposal is on its way, the step is over. */
    OVERDUE
  }

  private static final Optional<String> FINE = Optional.empty();

  private final int worker;
  private final int dimension;
  private final RowBuffers rows;
  private final WorkerTallies tallies;
  private final StepBoard board;
  private State state = State.FREE;
  private long asked = -1;

  /** Whether the rest of the answer to the last step asked is passed over. */
  private boolean spoiled;

  /** Whether the worker has answered since the step began, well or not. */
  private boolean settled;

  private float[] row;
  private int next;
  private float loss;

  /**
   * @param board told when the worker is done with a step
   */
  Reception(int worker, int dimension, RowBuffers rows, WorkerTallies tallies, StepBoard board) {
    this.worker = worker;
    this.dimension = dimension;
    this.rows = rows;
    this.tallies = tallies;
    this.board = board;
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
    board.asked();
  }

  /**
   * A piece of a proposal came.
   *
   * @return what is wrong with it, in one line
   */
  synchronized Optional<String> piece(IncomingFloats<?> piece) {
    // What is another step's, or comes again, is counted when it is whole.
    if (piece.header().step() != asked || state != State.AWAITED) {
      return FINE;
    }
    int count = piece.header().count();
    if (piece.header().offset() != next || count > dimension - next) {
      return malformed(
          "values %d to %d of its proposal after %d of %d"
              .formatted(
                  piece.header().offset(), piece.header().offset() + count, next, dimension));
    }
    piece.readInto(row, next);
    next += count;
    return FINE;
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
    if (next != (sent ? dimension : 0)) {
      return malformed("%d values of %d in its proposal".formatted(next, sent ? dimension : 0));
    }
    if (sent) {
      loss = itsLoss;
      state = State.ANSWERED;
    } else {
      giveUpRow();
      state = State.FREE;
    }
    settle(sent);
    return FINE;
  }

  /** Something came that is not what the protocol says, and this worker is or may be to blame. */
  synchronized Optional<String> malformed(String problem) {
    tallies.malformed(worker);
    spoil();
    return Optional.of("worker " + worker + ": " + problem);
  }

  /** The step is over: its proposal, if it is there. What still comes is late. */
  synchronized Optional<Answer> take() {
    if (state == State.ANSWERED) {
      state = State.FREE;
      float[] whole = row;
      row = null;
      return Optional.of(new Answer(worker, whole, loss));
    }
    if (state == State.AWAITED) {
      giveUpRow();
      state = State.OVERDUE;
      board.lost();
    }
    return Optional.empty();
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
    rows.give(row);
    row = null;
  }
}
