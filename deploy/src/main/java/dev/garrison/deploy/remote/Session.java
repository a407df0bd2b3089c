package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.garrison.cluster.tls.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a host, from the first command of its shell to the end of the node. The
 * connection is the node's life: it ends when its standard input does, or when it heard nothing for
 * a while. {@link #run} occupies a thread; the other methods may be called by any.
 */
final class Session {
  private static final int BEAT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 120;
  private static final String MARK = "@garrison ";

  private final Node node;
  private final Distribution distribution;
  private final Listener listener;
  private final ScheduledExecutorService clock;
  private final String byHand;
  private final Process process;
  private final OutputStream in;
  private final ErrorLines errors;
  // Armed while the other side owes an answer, or beating when it lives
  private Future<?> timer = CompletableFuture.completedFuture(null);
  private boolean starting;
  private volatile String failure = "";

  /** Told what becomes of a node, by the thread of {@link #run}. */
  interface Listener {
    /** The distribution is about to be sent. */
    void sending(long bytes);

    /** The host has all it needs and starts the node. */
    void starting();

    /** The node serves. */
    void up();

    /** The node's program said something on its standard error; any thread. */
    void said(String line);
  }

  Session(
      Node node,
      Shells shells,
      Distribution distribution,
      Listener listener,
      ScheduledExecutorService clock)
      throws IOException {
    this.node = node;
    this.distribution = distribution;
    this.listener = listener;
    this.clock = clock;
    this.byHand = shells.byHand(node.address().getHost());
    this.process = shells.open(node.address().getHost());
    this.in = process.getOutputStream();
    this.errors = new ErrorLines(process.getErrorStream(), listener::said);
  }

  /**
   * Starts the node and stays until it has ended.
   *
   * @return why it ended, one line
   */
  String run(Bootstrap bootstrap) throws InterruptedException {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      awaitAnswer();
      send(bootstrap.script(node).getBytes(UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        // A login script may have something to say as well
        if (line.startsWith(MARK)) {
          timer.cancel(false);
          act(line.substring(MARK.length()));
        }
      }
    } catch (IOException e) {
      errors.note(e.getMessage());
    } finally {
      timer.cancel(false);
      end();
    }
    if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    return failure.isEmpty() ? Diagnosis.of(status, errors.last(), starting, byHand) : failure;
  }

  /** Lets the node end in order, by the end of its standard input. */
  void end() {
    try {
      in.close();
    } catch (IOException e) {
      // It is closed; what was left to send has nobody to read it
      errors.note(e.getMessage());
    }
  }

  /** Ends the connection at once; the node then ends by itself. */
  void cut() {
    process.destroyForcibly();
  }

  private void act(String message) throws IOException {
    int space = message.indexOf(' ');
    String word = space < 0 ? message : message.substring(0, space);
    switch (word) {
      case "send" -> {
        sendDistribution();
        awaitAnswer();
      }
      case "run" -> {
        starting = true;
        errors.forward();
        listener.starting();
        awaitAnswer();
      }
      case "credentials" -> {
        sendCredentials();
        awaitAnswer();
      }
      case "up" -> {
        listener.up();
        timer = clock.scheduleAtFixedRate(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
      }
      case "failed" -> failure = message.substring(space + 1);
      default -> fail("said something unknown: " + message);
    }
  }

  private void sendDistribution() throws IOException {
    long bytes = distribution.archiveSize();
    listener.sending(bytes);
    synchronized (in) {
      in.write((bytes + "\n").getBytes(UTF_8));
      distribution.sendArchive(in);
      in.flush();
    }
  }

  private void sendCredentials() throws IOException {
    Credentials credentials =
        node.credentials().orElseThrow(() -> new IOException("asked for credentials it has not"));
    synchronized (in) {
      credentials.write(in);
      in.flush();
    }
  }

  private void beat() {
    try {
      send(new byte[] {'\n'});
    } catch (IOException e) {
      // The thread that reads sees the end too
      errors.note(e.getMessage());
    }
  }

  private void send(byte[] bytes) throws IOException {
    synchronized (in) {
      in.write(bytes);
      in.flush();
    }
  }

  private void awaitAnswer() {
    timer =
        clock.schedule(
            () -> fail("no answer for " + ANSWER_SECONDS + " s"), ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private void fail(String reason) {
    failure = reason;
    cut();
  }
}
