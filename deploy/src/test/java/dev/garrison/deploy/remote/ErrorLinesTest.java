package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aFloodIsCutDownAndCounted() throws Exception {
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 16)) {
      ErrorLines lines = new ErrorLines(in, told::add, nanos::get);
      lines.forward();
      for (int i = 0; i < 1000; i++) {
        out.write(("line " + i + "\n").getBytes(UTF_8));
      }
      out.write("warn: \u001b[31mred\n".getBytes(UTF_8));
      out.flush();
      for (int i = 0; i < 100; i++) {
        assertEquals("line " + i, told.poll(1, TimeUnit.MINUTES));
      }
      // The last line of the flood is seen where the last ones are kept
      while (!lines.last().contains("warn: ?[31mred")) {
        assertEquals(0, told.size());
      }
      nanos.set(TimeUnit.SECONDS.toNanos(11));
      out.write("later\n".getBytes(UTF_8));
      out.flush();
      assertEquals("901 lines left out", told.poll(1, TimeUnit.MINUTES));
      assertEquals("later", told.poll(1, TimeUnit.MINUTES));
    }
  }

  @Test
  void onlyTheLastLinesAreKeptAndNothingIsToldBeforeItIsWanted() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append("line ").append(i).append("\n\n");
    }
    ErrorLines lines =
        new ErrorLines(new ByteArrayInputStream(text.toString().getBytes(UTF_8)), told::add);
    List<String> last = lines.last();
    assertEquals(20, last.size());
    assertEquals("line 10", last.get(0));
    assertEquals(0, told.size());
  }

  @Test
  void aLineWithoutAnEndTakesNoMemory() throws IOException {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 'x');
    bytes[bytes.length - 3] = '\n';
    try (HostLines lines = new HostLines(new ByteArrayInputStream(bytes))) {
      assertEquals(Optional.of("x".repeat(300) + "..."), lines.next());
      assertEquals(Optional.of("xx"), lines.next());
      assertEquals(Optional.empty(), lines.next());
    }
  }
}
