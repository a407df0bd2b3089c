package dev.garrison.deploy.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
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
  private static final int END_SECONDS = 15;
  private static final int GRACE_SECONDS = 3;
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
  private Phase phase = Phase.SHELL;
  private volatile String failure = "";
  private volatile String lost = "";

  /** How far a host has come; it goes one way, so a host cannot ask for the same thing twice. */
  private enum Phase {
    SHELL,
    INSTALLING,
    STARTING,
    TRUSTED,
    UP
  }

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
    try (HostLines out = new HostLines(process.getInputStream())) {
      awaitAnswer();
      write(stream -> stream.write(bootstrap.script(node).getBytes(UTF_8)));
      for (Optional<String> line = out.next(); line.isPresent(); line = out.next()) {
        // A login script may have something to say as well, and a node that is up nothing more
        if (line.get().startsWith(MARK) && phase != Phase.UP) {
          timer.cancel(false);
          act(line.get().substring(MARK.length()));
        }
      }
    } catch (IOException e) {
      lost = String.valueOf(e.getMessage());
    } finally {
      timer.cancel(false);
      end();
    }
    // A host that keeps the connection open is not waited for
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    int status = process.waitFor();
    return failure.isEmpty() ? diagnosis(status) : failure;
  }

  /** Lets the node end in order, by the end of its standard input. */
  void end() {
    try {
      in.close();
    } catch (IOException e) {
      // Closed it is all the same
      lost = String.valueOf(e.getMessage());
    }
  }

  /**
   * Ends the connection; the node then ends by itself, and a shell that is about to install removes
   * what it has so far. Whoever does not in a few seconds is killed.
   */
  void cut() {
    // Through the handle: the process's own method would close the output, which waits for whoever
    // is writing
    process.toHandle().destroy();
    Thread closer = new Thread(this::end, "end of a connection");
    closer.setDaemon(true);
    closer.start();
    CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(this::kill);
  }

  /** Ends the connection at once. */
  void kill() {
    process.destroyForcibly();
  }

  private void act(String message) throws IOException {
    int space = message.indexOf(' ');
    String word = space < 0 ? message : message.substring(0, space);
    switch (word) {
      case "send" -> {
        if (enters(Phase.INSTALLING, Phase.SHELL)) {
          long bytes = distribution.archiveSize();
          listener.sending(bytes);
          write(
              stream -> {
                stream.write((bytes + "\n").getBytes(UTF_8));
                distribution.sendArchive(stream);
              });
          awaitAnswer();
        }
      }
      case "run" -> {
        if (enters(Phase.STARTING, Phase.SHELL, Phase.INSTALLING)) {
          errors.forward();
          listener.starting();
          awaitAnswer();
        }
      }
      case "credentials" -> {
        if (node.credentials().isPresent() && enters(Phase.TRUSTED, Phase.STARTING)) {
          write(node.credentials().get()::write);
          awaitAnswer();
        }
      }
      case "up" -> {
        if (enters(Phase.UP, Phase.STARTING, Phase.TRUSTED)) {
          listener.up();
          timer =
              clock.scheduleAtFixedRate(
                  () -> write(stream -> stream.write('\n')),
                  BEAT_SECONDS,
                  BEAT_SECONDS,
                  TimeUnit.SECONDS);
        }
      }
      case "failed" -> failure = message.substring(space + 1);
      default -> fail("said something unknown: " + message);
    }
  }

  private boolean enters(Phase next, Phase... from) {
    boolean inTurn = Arrays.asList(from).contains(phase);
    if (inTurn) {
      phase = next;
    } else {
      fail("said something out of turn");
    }
    return inTurn;
  }

  /** Something that is written. */
  private interface Writing {
    void to(OutputStream stream) throws IOException;
  }

  private void write(Writing writing) {
    try {
      synchronized (in) {
        writing.to(in);
        in.flush();
      }
    } catch (IOException e) {
      // Whoever has closed the other end may still have said why
      lost = String.valueOf(e.getMessage());
    }
  }

  private String diagnosis(int status) throws InterruptedException {
    ImmutableList<String> said = errors.last();
    return Diagnosis.of(
        status,
        said.isEmpty() && !lost.isEmpty() ? ImmutableList.of(lost) : said,
        phase.compareTo(Phase.STARTING) >= 0,
        byHand);
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
