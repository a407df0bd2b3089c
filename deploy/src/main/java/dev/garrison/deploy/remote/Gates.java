package dev.garrison.deploy.remote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Who may connect now: few hosts at a time, and one node per host, so that a distribution is sent
 * to a host once and a host's SSH server does not turn away a crowd. Any thread.
 */
final class Gates {
  private static final int HOSTS = 16;

  private final Semaphore all = new Semaphore(HOSTS);
  private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();

  /** Waits for a turn at a host. */
  Turn enter(String host) throws InterruptedException {
    Semaphore one = hosts.computeIfAbsent(host, name -> new Semaphore(1));
    one.acquire();
    try {
      all.acquire();
    } catch (InterruptedException e) {
      one.release();
      throw e;
    }
    return new Turn(one, all);
  }

  /** A turn; whoever has it gives it back, once or more often. One thread. */
  static final class Turn {
    private final Semaphore host;
    private final Semaphore all;
    private boolean over;

    private Turn(Semaphore host, Semaphore all) {
      this.host = host;
      this.all = all;
    }

    void over() {
      if (!over) {
        over = true;
        all.release();
        host.release();
      }
    }
  }
}
