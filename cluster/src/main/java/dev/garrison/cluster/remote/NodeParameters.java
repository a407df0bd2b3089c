package dev.garrison.cluster.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters that a node was sent, in full or as changes, and whether it has them. One thread
 * at a time.
 */
final class NodeParameters {
  private static final long NOTHING = -1;

  private final boolean keeps;

  /** Step of which the node has the parameters, if it keeps them. */
  private long has = NOTHING;

  /** What the node is being asked, while the step is not over. */
  private Optional<Announcement> asking = Optional.empty();

  /** The last step it was asked, whom there, and what it was sent for it. */
  private long askedStep = NOTHING;

  private final List<Integer> askedWorkers = new ArrayList<>();
  private boolean wholeSent;
  private int changesSent;

  private long resent;

  /**
   * @param keeps whether the node keeps parameters, to be told changes
   */
  NodeParameters(boolean keeps) {
    this.keeps = keeps;
  }

  /** Sends a step's parameters in the shorter form that the node can use. */
  void send(Announcement what, List<Integer> workers, Connection to) {
    begin(what);
    askedWorkers.addAll(workers);
    if (has == NOTHING || !what.canChange(has)) {
      wholeSent = true;
      what.sendWhole(to, workers);
    } else {
      changesSent++;
      what.sendChange(to, workers, has);
    }
    has = keeps ? what.step() : NOTHING;
  }

  private void begin(Announcement what) {
    asking = Optional.of(what);
    if (askedStep != what.step()) {
      askedStep = what.step();
      askedWorkers.clear();
      wholeSent = false;
      changesSent = 0;
    }
  }

  /** The step is over: its parameters are no longer open. */
  void over() {
    asking = Optional.empty();
  }

  /** The node has none any more, or missed some, of which nobody keeps a record. */
  void forget() {
    has = NOTHING;
  }

  /**
   * The node says that its parameters are not what they should be: once a step it gets them in
   * full.
   *
   * @param to the node
   * @return false if that cannot be: it keeps none, or was not told to change any
   */
  boolean drifted(long step, Connection to) {
    if (!keeps || step > askedStep || step == askedStep && changesSent == 0) {
      return false;
    }
    changesSent -= step == askedStep ? 1 : 0;
    if (wholeSent) {
      return true;
    }
    has = NOTHING;
    if (asking.isPresent() && step == askedStep) {
      resent++;
      wholeSent = true;
      has = step;
      asking.get().sendWhole(to, askedWorkers);
    }
    return true;
  }

  /** How often parameters were sent in full because the node had drifted. */
  long resent() {
    return resent;
  }
}
