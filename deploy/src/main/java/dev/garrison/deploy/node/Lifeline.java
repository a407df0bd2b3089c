package dev.garrison.deploy.node;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A stream on which somebody is heard from now and then. Its end is the end of that somebody, and
 * so is a long silence, where a connection is lost without anybody saying so.
 */
final class Lifeline {
  private static final Logger LOG = LogManager.getLogger();

  private final InputStream stream;
  private final long patienceSeconds;
  private final AtomicLong heard = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param patience longest silence, in whole seconds
   */
  Lifeline(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patienceSeconds = patience.toSeconds();
  }

  /** Waits until nobody is there any more. Called once. */
  void await() throws InterruptedException {
    Thread reader = new Thread(this::read, "lifeline");
    reader.setDaemon(true);
    reader.start();
    long last = 0;
    long silent = 0;
    // Counted in turns of this loop, not by a clock: a process that was itself stopped for a while
    // finds what was sent meanwhile
    while (!ended.await(1, TimeUnit.SECONDS)) {
      long now = heard.get();
      silent = now == last ? silent + 1 : 0;
      last = now;
      if (silent >= patienceSeconds) {
        LOG.warn("nothing heard from the deployer for {} s", silent);
        return;
      }
    }
  }

  private void read() {
    byte[] bytes = new byte[1024];
    try {
      while (stream.read(bytes) >= 0) {
        heard.incrementAndGet();
      }
    } catch (IOException e) {
      LOG.debug("the lifeline broke", e);
    } finally {
      ended.countDown();
    }
  }
}
