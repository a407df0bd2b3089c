package dev.garrison.cluster.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.HostAndPort;
import dev.garrison.cluster.listen.ConnectionLimits;
import dev.garrison.cluster.tls.Slot;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunServerTest {
  private static final Slot SERVER = new Slot("ps", 0);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final BlockingQueue<Process> started = new LinkedBlockingQueue<>();
  private final RunServer server = open(0);

  private RunServer open(int port) {
    try {
      return new RunServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          Optional.empty(),
          this::sh);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The words are a shell's script and its arguments. */
  private Process sh(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.addAll(words);
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  @AfterEach
  void close() throws InterruptedException {
    server.close();
    for (Process process : started) {
      assertTrue(process.waitFor() >= 0);
    }
  }

  private RunClient client() {
    return client(server);
  }

  private static RunClient client(RunServer server) {
    return new RunClient(
        HostAndPort.fromParts("127.0.0.1", server.port()),
        Optional.empty(),
        SERVER,
        Duration.ofSeconds(10));
  }

  private static CompletableFuture<Integer> submit(RunClient client, Seen seen, String script) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.submit(List.of(script), seen);
          } catch (SubmissionException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** What a client saw. */
  private static final class Seen implements RunClient.Watcher {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final CompletableFuture<String> run = new CompletableFuture<>();
    private final CountDownLatch something = new CountDownLatch(1);
    private long lost;

    @Override
    public void accepted(String name) {
      run.complete(name);
    }

    @Override
    public synchronized void output(boolean isError, byte[] text, long before) {
      (isError ? error : output).writeBytes(text);
      lost += before;
      something.countDown();
      notifyAll();
    }

    synchronized void await(String text) throws InterruptedException {
      while (!output.toString(UTF_8).equals(text)) {
        wait();
      }
    }

    @Override
    public void lost(String reason) {
      throw new AssertionError(reason);
    }
  }

  @Test
  void bringsOutputAndStatusBack() throws SubmissionException {
    Seen seen = new Seen();
    try (RunClient client = client()) {
      int status = client.submit(List.of("echo to $0; echo oops >&2; exit 7", "you"), seen);
      assertEquals(7, status);
    }
    assertEquals("to you\n", seen.output.toString(UTF_8));
    assertEquals("oops\n", seen.error.toString(UTF_8));
    assertEquals("1", seen.run.join());
  }

  @Test
  void aRunOutlivesItsClientAndIsPickedUpAgain() throws Exception {
    Seen first = new Seen();
    RunClient leaving = client();
    CompletableFuture<Exception> left =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(
                    SubmissionException.class,
                    () -> leaving.submit(List.of("echo begun; read word; echo $word"), first)));
    first.something.await();
    leaving.close();
    left.join();
    Process process = started.peek();
    assertTrue(process.isAlive());
    Seen second = new Seen();
    try (RunClient client = client();
        BufferedWriter input = process.outputWriter(UTF_8)) {
      input.write("over\n");
      input.flush();
      assertEquals(0, client.attach("", second));
    }
    assertEquals("begun\nover\n", second.output.toString(UTF_8));
    assertEquals(0, second.lost);
  }

  @Test
  void aRunThatIsOverCanStillBeLookedAt() throws SubmissionException {
    try (RunClient client = client()) {
      assertEquals(3, client.submit(List.of("echo done; exit 3"), new Seen()));
      Seen again = new Seen();
      assertEquals(3, client.attach("1", again));
      assertEquals("done\n", again.output.toString(UTF_8));
    }
  }

  @Test
  void aSecondRunIsRefusedWhileOneIsUnderWay() throws Exception {
    Seen first = new Seen();
    RunClient one = client();
    CompletableFuture<Integer> status = submit(one, first, "echo begun; read word");
    first.something.await();
    try (RunClient two = client()) {
      SubmissionException e =
          assertThrows(
              SubmissionException.class, () -> two.submit(List.of("echo never"), new Seen()));
      assertEquals("busy with run 1; --attach 1", e.getMessage());
      assertEquals(new RunClient.Stopped("1", false), two.stop(""));
      assertEquals(143, status.join());
      assertEquals(new RunClient.Stopped("1", true), two.stop("1"));
    }
    one.close();
  }

  @Test
  void thereAreOnlySoManyConnections() throws Exception {
    try (RunServer limited = limited(new ConnectionLimits(2, 2, LONG));
        RunClient watching = client(limited)) {
      Seen seen = new Seen();
      CompletableFuture<Integer> status =
          submit(watching, seen, "echo begun; read word; echo $word");
      seen.something.await();
      try (Socket second = new Socket(InetAddress.getLoopbackAddress(), limited.port());
          Socket third = new Socket(InetAddress.getLoopbackAddress(), limited.port())) {
        assertTrue(second.getInputStream().read() >= 0);
        third.setSoTimeout((int) LONG.toMillis());
        assertEquals(0, bytesUntilTheEnd(third));
      }
      try (BufferedWriter input = started.peek().outputWriter(UTF_8)) {
        input.write("over\n");
      }
      assertEquals(0, status.join());
      assertEquals("begun\nover\n", seen.output.toString(UTF_8));
    }
  }

  @Test
  void whoConnectsAndDoesNotCallIsHungUpOn() throws Exception {
    try (RunServer limited = limited(new ConnectionLimits(2, 2, SOON));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), limited.port())) {
      silent.setSoTimeout((int) LONG.toMillis());
      assertTrue(bytesUntilTheEnd(silent) < 1000);
    }
  }

  @Test
  void whoWatchesASilentRunIsNotHungUpOn() throws Exception {
    try (RunServer limited = limited(new ConnectionLimits(2, 2, SOON));
        RunClient client = client(limited)) {
      // Several times as long as a connection may be without a call; a loss would fail the watcher
      assertEquals(3, client.submit(List.of("sleep 1; exit 3"), new Seen()));
      assertEquals(3, client.attach("", new Seen()));
    }
  }

  private RunServer limited(ConnectionLimits limits) throws IOException {
    return new RunServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Optional.empty(),
        this::sh,
        limits);
  }

  /** Closing may arrive as a reset. */
  private static int bytesUntilTheEnd(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes().length;
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("reset"), e.getMessage());
      return 0;
    }
  }

  @Test
  void theWebsProxyIsNotAsked() throws Exception {
    // The JDK's own words for a proxy, and for no exception on this machine; nobody listens there
    Map<String, String> proxy =
        Map.of("https.proxyHost", "127.0.0.1", "https.proxyPort", "1", "http.nonProxyHosts", "");
    proxy.forEach(System::setProperty);
    try (RunClient client = client()) {
      assertEquals(4, client.submit(List.of("exit 4"), new Seen()));
    } finally {
      proxy.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void anUnknownRunIsSaidSo() {
    try (RunClient client = client()) {
      assertEquals(
          "no run was submitted yet",
          assertThrows(SubmissionException.class, () -> client.attach("", new Seen()))
              .getMessage());
      assertEquals(
          "run 5 is not the latest run",
          assertThrows(SubmissionException.class, () -> client.stop("5")).getMessage());
    }
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    int port = server.port();
    server.close();
    try (RunClient client =
        new RunClient(
            HostAndPort.fromParts("127.0.0.1", port),
            Optional.empty(),
            SERVER,
            Duration.ofSeconds(10))) {
      SubmissionException e =
          assertThrows(SubmissionException.class, () -> client.submit(List.of("x"), new Seen()));
      assertTrue(e.getMessage().contains("Connection refused"), e.getMessage());
    }
  }

  @Test
  void closingTheServerEndsTheRun() throws Exception {
    Seen seen = new Seen();
    try (RunClient client = client()) {
      CompletableFuture<Integer> status =
          submit(client, seen, "trap 'echo stopping; exit 5' TERM; echo begun; read word");
      seen.something.await();
      server.close();
      assertEquals(5, status.join());
    }
    assertEquals("begun\nstopping\n", seen.output.toString(UTF_8));
    assertFalse(started.peek().isAlive());
  }

  @Test
  void closingTheServerLeavesNothingOfALongFarewellBehind() throws Exception {
    Seen seen = new Seen();
    try (RunClient client = client()) {
      CompletableFuture<Integer> status =
          submit(
              client, seen, "trap 'head -c 3000000 /dev/zero; exit 5' TERM; echo begun; read word");
      seen.something.await();
      server.close();
      assertEquals(5, status.join());
    }
    assertEquals(0, seen.lost);
    assertEquals("begun\n".length() + 3000000, seen.output.size());
  }

  @Test
  void aServerThatIsClosingTakesNoMoreRuns() throws Exception {
    Seen seen = new Seen();
    try (RunClient client = client();
        RunClient late = client()) {
      CompletableFuture<Integer> status =
          submit(client, seen, "trap 'echo stopping; read word; exit 5' TERM; echo begun; read x");
      seen.something.await();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      seen.await("begun\nstopping\n");
      SubmissionException e =
          assertThrows(
              SubmissionException.class, () -> late.submit(List.of("echo never"), new Seen()));
      assertEquals("the parameter server node is ending", e.getMessage());
      Process process = started.remove();
      process.outputWriter(UTF_8).close();
      assertEquals(5, status.join());
      closing.join();
      assertTrue(started.isEmpty());
    }
  }

  @Test
  void whatIsNoLongerKeptIsCounted() throws SubmissionException {
    try (RunClient client = client()) {
      assertEquals(0, client.submit(List.of("head -c 6000000 /dev/zero; echo end"), new Seen()));
      Seen late = new Seen();
      assertEquals(0, client.attach("", late));
      assertEquals(6000004, late.lost + late.output.size());
      assertTrue(late.lost > 1000000 && late.lost <= 6000004 - (4 << 20), "lost " + late.lost);
    }
  }
}
