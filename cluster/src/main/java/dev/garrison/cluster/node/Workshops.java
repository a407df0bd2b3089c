package dev.garrison.cluster.node;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The workshops of a node. One that is no longer used stays until another is needed, so that a
 * parameter server that comes back finds its data loaded. Any thread; building holds the others up.
 */
final class Workshops implements AutoCloseable {
  private final PluginRegistry registry;
  private final Map<Workshop.Need, Workshop> workshops = new HashMap<>();
  private final Map<Workshop.Need, Integer> users = new HashMap<>();
  private int workerThreads;
  private boolean closed;

  /**
   * @param registry where experiments are built from
   */
  Workshops(PluginRegistry registry) {
    this.registry = registry;
  }

  /**
   * The workshop a run needs; given back by {@link #give}.
   *
   * @throws UserException if it cannot be built here
   */
  synchronized Workshop take(Workshop.Need need) {
    checkThreads(need.options().workerThreads());
    Workshop workshop = workshops.get(need);
    if (workshop == null) {
      closeUnused();
      workshop = Workshop.build(registry, need);
      workshops.put(need, workshop);
      workerThreads = need.options().workerThreads();
    }
    users.merge(need, 1, Integer::sum);
    return workshop;
  }

  /** Takes a workshop back. */
  synchronized void give(Workshop workshop) {
    users.merge(workshop.need(), -1, Integer::sum);
    if (closed) {
      closeUnused();
    }
  }

  /** TensorFlow sizes its pool of threads once per process, and the number changes the bits. */
  private void checkThreads(int wanted) {
    if (workerThreads != 0 && wanted != workerThreads) {
      throw new UserException(
          "this process computes with --worker-threads %d since its first run, asked for %d; start"
                  .formatted(workerThreads, wanted)
              + " the node again to change that");
    }
  }

  private void closeUnused() {
    Iterator<Workshop> all = workshops.values().iterator();
    while (all.hasNext()) {
      Workshop workshop = all.next();
      if (users.getOrDefault(workshop.need(), 0) == 0) {
        all.remove();
        workshop.close();
      }
    }
  }

  /** Closes what is not used, and the rest when it is given back. */
  @Override
  public synchronized void close() {
    closed = true;
    closeUnused();
  }
}
