package dev.garrison.cluster.remote;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSortedSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Says what becomes of a node, each thing once: nobody reads a log that repeats itself. */
final class NodeReports {
  private static final Logger LOG = LogManager.getLogger();

  /** A node that refuses for ever new reasons would fill the log. */
  private static final int MOST_REFUSALS = 5;

  private final NodeAddress node;
  private final ImmutableSortedSet<Integer> workers;
  private final Set<Integer> failed = new HashSet<>();
  private boolean down;
  private boolean everReady;
  private boolean malformed;
  private boolean drifted;
  private String refusal = "";
  private int refusals;

  /**
   * @param workers hosted there
   */
  NodeReports(NodeAddress node, ImmutableSortedSet<Integer> workers) {
    this.node = node;
    this.workers = workers;
  }

  /** The node takes part from now on. */
  synchronized void ready(String host) {
    if (!everReady) {
      LOG.info("{}: ready ({})", node, host);
    } else {
      LOG.info("{}: back", node);
    }
    everReady = true;
    down = false;
    malformed = false;
    drifted = false;
    refusal = "";
    refusals = 0;
    failed.clear();
  }

  /** The node cannot be reached, or was lost. */
  synchronized void down(String reason) {
    if (!down && refusal.isEmpty()) {
      if (everReady) {
        LOG.warn("{}: lost{}: {}; dialling it again", node, without(), reason);
      } else {
        LOG.warn("{}: not reached: {}; dialling it again", node, reason);
      }
    }
    down = true;
  }

  /** The node does not take part. */
  synchronized void refused(String reason) {
    if (!refusal.equals(reason) && refusals < MOST_REFUSALS) {
      refusals++;
      LOG.warn("{}: refuses: {}", node, reason);
    }
    refusal = reason;
  }

  /** Something that the node sent was counted as malformed. */
  synchronized void malformed(String problem) {
    if (!malformed) {
      LOG.warn("{}: malformed: {}; from now on only counted", node, problem);
    }
    malformed = true;
  }

  /** The node's parameters were not the server's, and it gets them anew. */
  synchronized void drifted() {
    if (!drifted) {
      LOG.warn(
          "{}: its parameters had drifted, they are sent in full; from now on only counted", node);
    }
    drifted = true;
  }

  /** A worker of the node could not compute. */
  synchronized void failed(int worker, String problem) {
    if (failed.size() <= workers.size() && failed.add(worker)) {
      LOG.warn("{}: worker {} failed: {}", node, worker, problem);
    }
  }

  private String without() {
    return workers.isEmpty() ? "" : ", and with it workers " + Joiner.on(", ").join(workers);
  }
}
