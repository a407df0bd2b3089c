package dev.garrison.deploy.remote;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts one node, and again when it ends, until the cluster is taken down. {@link #run} occupies a
 * thread.
 */
final class Keeper implements Runnable, Session.Listener {
  private static final long LONG_ENOUGH_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long MOST_SECONDS = 60;

  /** What all nodes of a deployment share. */
  record Common(
      Shells shells,
      Bootstrap bootstrap,
      Distribution distribution,
      Progress progress,
      ScheduledExecutorService clock,
      Gates gates,
      boolean restarts) {}

  private final Node node;
  private final Common common;
  private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private Gates.Turn turn;
  private Optional<Session> session = Optional.empty();
  private boolean up;
  private long upSince;
  private String told = "";

  Keeper(Node node, Common common) {
    this.node = node;
    this.common = common;
  }

  Node node() {
    return node;
  }

  /** Whether the node came up at first; completed by then. */
  CompletableFuture<Boolean> settled() {
    return settled;
  }

  /** Completed when nobody starts the node any more. */
  CompletableFuture<Void> gone() {
    return gone;
  }

  @Override
  public void run() {
    try {
      long pause = 1;
      for (boolean first = true; ; first = false) {
        String reason = once(first);
        if (isEnding()) {
          return;
        }
        boolean cameUp = up;
        up = false;
        if (first && !cameUp) {
          tell("failed: " + reason);
          return;
        }
        if (!common.restarts()) {
          tell("ended: " + reason);
          return;
        }
        tell(
            (cameUp ? "ended: " : "still down: ") + reason + (cameUp ? "; starting it again" : ""));
        boolean stable = cameUp && System.nanoTime() - upSince > LONG_ENOUGH_NANOS;
        pause = stable ? 1 : Math.min(2 * pause, MOST_SECONDS);
        if (ending.await(pause, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      settled.complete(false);
      gone.complete(null);
    }
  }

  /** Asks the node to end, or cuts it off if it is not up; nothing is started again. */
  void end() {
    Optional<Session> current;
    synchronized (this) {
      ending.countDown();
      current = session;
    }
    current.ifPresent(
        open -> {
          if (settled.getNow(false)) {
            open.end();
          } else {
            open.cut();
          }
        });
  }

  /** Ends the connection at once if it is still there. */
  void kill() {
    Optional<Session> current;
    synchronized (this) {
      current = session;
    }
    current.ifPresent(Session::kill);
  }

  @Override
  public void sending(long bytes) {
    common.progress().state(node, "sending the distribution, " + (bytes >> 20) + " MiB");
  }

  @Override
  public void starting() {
    turn.over();
    if (!settled.isDone()) {
      common.progress().state(node, "starting");
    }
  }

  @Override
  public void up() {
    up = true;
    upSince = System.nanoTime();
    tell("up");
    settled.complete(true);
  }

  @Override
  public void said(String line) {
    common.progress().said(node, line);
  }

  private String once(boolean first) throws InterruptedException {
    turn = common.gates().enter(node.address().getHost());
    try {
      Session opened;
      synchronized (this) {
        if (isEnding()) {
          return "";
        }
        if (first) {
          common.progress().state(node, "connecting");
        }
        opened = new Session(node, common.shells(), common.distribution(), this, common.clock());
        session = Optional.of(opened);
      }
      return opened.run(common.bootstrap());
    } catch (IOException e) {
      return e.getMessage();
    } finally {
      turn.over();
    }
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Says what is new. */
  private void tell(String state) {
    if (!state.equals(told)) {
      common.progress().state(node, state);
    }
    told = state;
  }
}
