package dev.garrison.deploy.node;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void endsWithTheStream() {
    assertTimeoutPreemptively(
        LONG, () -> new Lifeline(InputStream.nullInputStream(), LONG).await());
  }

  @Test
  void endsWithAStreamThatBreaks() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        };
    assertTimeoutPreemptively(LONG, () -> new Lifeline(broken, LONG).await());
  }

  @Test
  void endsAfterALongSilenceAndNotWhileSomebodyIsHeard() throws Exception {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out)) {
      Lifeline lifeline = new Lifeline(in, Duration.ofSeconds(2));
      long begin = System.nanoTime();
      CompletableFuture<Void> ended =
          CompletableFuture.runAsync(
              () -> {
                try {
                  lifeline.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      // As long as bytes come the wait below times out; they come for longer than the patience
      for (int i = 0; i < 8; i++) {
        out.write('\n');
        out.flush();
        CompletableFuture<Void> tick =
            ended.copy().completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
        tick.get();
      }
      assertTrue(!ended.isDone(), "ended although it heard something");
      ended.get(1, TimeUnit.MINUTES);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      assertTrue(seconds >= 5, "ended after " + seconds + " s");
    }
  }
}
