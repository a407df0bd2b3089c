package dev.garrison.runner.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndOfInputTest {
  @Test
  void asksFirstAndEndsWhatDoesNotListen() throws Exception {
    BlockingQueue<String> done = new LinkedBlockingQueue<>();
    PipedInputStream in = new PipedInputStream();
    try (PipedOutputStream out = new PipedOutputStream(in)) {
      EndOfInput.watch(in, () -> done.add("asked"), Duration.ofMillis(1), () -> done.add("halted"));
      out.write(new byte[2000]);
      assertEquals(List.of(), List.copyOf(done));
    }
    assertEquals("asked", done.take());
    assertEquals("halted", done.take());
  }
}
