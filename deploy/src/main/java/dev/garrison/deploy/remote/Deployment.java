package dev.garrison.deploy.remote;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.garrison.cluster.tls.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The nodes of a cluster on their hosts, from the first connection to the last: whoever ends is
 * started again until the deployment is closed. One thread.
 */
public final class Deployment implements AutoCloseable {
  private static final long KILLED_SECONDS = 5;

  private final Duration inOrder;
  private final ImmutableList<Keeper> keepers;
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "clock of connections");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param restarts whether a node that was up and ends is started again
   * @param inOrder how long nodes have to end in order; longer than any takes
   */
  public Deployment(
      List<Node> nodes,
      Shells shells,
      Bootstrap bootstrap,
      Distribution distribution,
      Progress progress,
      boolean restarts,
      Duration inOrder) {
    this.inOrder = inOrder;
    Keeper.Common common =
        new Keeper.Common(shells, bootstrap, distribution, progress, clock, new Gates(), restarts);
    this.keepers =
        nodes.stream()
            .map(node -> new Keeper(node, common))
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * Connects to all hosts. Called once.
   *
   * @return completed when every node is up or has failed, with the slots of those that are up
   */
  public CompletableFuture<ImmutableSet<Slot>> start() {
    for (Keeper keeper : keepers) {
      Thread thread = new Thread(keeper, "node " + keeper.node());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    return all(Keeper::settled)
        .thenApply(
            done ->
                keepers.stream()
                    .filter(keeper -> keeper.settled().getNow(false))
                    .map(keeper -> keeper.node().slot())
                    .collect(toImmutableSet()));
  }

  /** Completed when no node is left and none will be started again. */
  public CompletableFuture<Void> gone() {
    return all(Keeper::gone);
  }

  /** Ends every node: in order, or by cutting the connection to those that take too long. */
  @Override
  public void close() {
    keepers.forEach(Keeper::end);
    join(inOrder.toSeconds());
    keepers.forEach(Keeper::kill);
    join(KILLED_SECONDS);
    clock.shutdownNow();
  }

  private CompletableFuture<Void> all(Function<Keeper, CompletableFuture<?>> what) {
    return CompletableFuture.allOf(keepers.stream().map(what).toArray(CompletableFuture<?>[]::new));
  }

  private void join(long seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (Thread thread : threads) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      try {
        // 0 would be for ever
        thread.join(Math.max(1, millis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
