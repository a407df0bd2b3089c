package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.garrison.core.UserException;
import dev.garrison.runner.internal.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Makes runs in a process of its own, which is kept from run to run. */
final class MakerInChild implements TrialMaker {
  private static final int LAST_WORDS_SECONDS = 5;
  private static final int SIGNALLED = 128;
  private static final int KILLED = SIGNALLED + 9;

  /** What the JVM and TensorFlow always say; the launcher keeps the same lines back. */
  private static final Pattern CHATTER =
      Pattern.compile(
          "^WARNING: Using incubator modules|^WARNING: All log messages before absl"
              + "|^I0000 .*mlir_graph_optimization_pass");

  private final Plan plan;
  private final Process process;
  private final Writer orders;
  private final BufferedReader replies;
  private final Thread listener;
  private final Consumer<Notice> notices;
  private volatile String running = "";

  /**
   * Starts the process.
   *
   * @param cores it may use, at least 1
   * @param notices what it writes, called by several threads
   */
  MakerInChild(Plan plan, int cores, Consumer<Notice> notices) {
    this.plan = plan;
    this.notices = notices;
    List<String> places = plan.request().plugins().stream().map(Path::toString).toList();
    try {
      // Several at once should not each start threads for all cores.
      List<String> options = List.of("-XX:ActiveProcessorCount=" + cores);
      process = new ProcessBuilder(ChildJvm.command(options, RunnerProcess.class, places)).start();
    } catch (IOException e) {
      throw new UncheckedIOException("a process for the runs cannot be started: " + e, e);
    }
    orders = process.outputWriter(UTF_8);
    replies = process.inputReader(UTF_8);
    BufferedReader errors = process.errorReader(UTF_8);
    listener = new Thread(() -> listen(errors), "red-team-process-" + process.pid());
    listener.setDaemon(true);
    listener.start();
  }

  @Override
  public Trial make(TrialKey key) {
    running = key.toString();
    try {
      orders.write(Exchange.line(key, plan.words(key)));
      orders.flush();
      for (String line = replies.readLine(); line != null; line = replies.readLine()) {
        Optional<Exchange.Reply> reply = Exchange.reply(line);
        if (reply.isPresent()) {
          return trial(key, reply.get());
        }
        said(line);
      }
    } catch (IOException e) {
      said("no answer from its process: " + e);
    }
    throw ended(key);
  }

  private static Trial trial(TrialKey key, Exchange.Reply reply) {
    if (reply.mistake() != null) {
      throw new UserException(key + ": " + reply.mistake());
    }
    if (reply.failure() != null) {
      throw new RunFailedException(key, reply.failure(), reply.details());
    }
    return reply.trial();
  }

  private RunFailedException ended(TrialKey key) {
    String how = isOverSoon() ? how(process.exitValue()) : "says nothing any more";
    // What it wrote last tells why
    Uninterruptibles.joinUninterruptibly(listener, LAST_WORDS_SECONDS, SECONDS);
    return new RunFailedException(key, "the process that made it " + how, "");
  }

  private static String how(int status) {
    if (status == KILLED) {
      return "was killed (signal 9); if memory ran out, lower --processes";
    }
    return status > SIGNALLED
        ? "ended by signal " + (status - SIGNALLED)
        : "ended with status " + status;
  }

  private void listen(BufferedReader errors) {
    try (errors) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        if (!CHATTER.matcher(line).find()) {
          said(line);
        }
      }
    } catch (IOException e) {
      said(e.toString());
    }
  }

  private void said(String line) {
    notices.accept(new Notice(running, line));
  }

  @Override
  public void close() {
    try {
      // Ends it, whatever it is doing
      orders.close();
    } catch (IOException e) {
      said("its process ended before it was told to: " + e);
    }
    if (!isOverSoon()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private boolean isOverSoon() {
    return !process
        .onExit()
        .completeOnTimeout(process, LAST_WORDS_SECONDS, SECONDS)
        .join()
        .isAlive();
  }
}
