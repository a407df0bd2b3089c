package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.training.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The program of a red team's processes: makes the runs ordered on standard input, one after the
 * other, until that is closed, as it also is when the red team ends in whatever way. The command
 * line holds the places of plugins.
 */
public final class RunnerProcess {
  private static final int FAILED = 1;

  private RunnerProcess() {}

  /**
   * Serves until the end of standard input, which ends the process at once.
   *
   * @param places jars and class folders of the user's
   */
  public static void main(String[] places) throws InterruptedException {
    // Ctrl-C and the terminal's end reach every process of the terminal. What happens then is the
    // red team's to say.
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          e.printStackTrace();
          Runtime.getRuntime().halt(FAILED);
        });
    PrintStream replies = System.out;
    // Whoever prints, a rule of the user's perhaps, is not to be taken for a reply.
    System.setOut(System.err);
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    listen(orders);
    List<Path> folders = Arrays.stream(places).map(Path::of).toList();
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, folders)) {
      while (true) {
        String reply = Exchange.line(answer(registry, Exchange.order(orders.take())));
        replies.write(reply.getBytes(UTF_8), 0, reply.getBytes(UTF_8).length);
        replies.flush();
      }
    }
  }

  private static void listen(BlockingQueue<String> orders) {
    Thread listener =
        new Thread(
            () -> {
              try (BufferedReader in =
                  new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
                in.lines().forEach(orders::add);
              } catch (IOException e) {
                e.printStackTrace();
              }
              // In the middle of a run perhaps: TensorFlow's threads do not mind only this way.
              Runtime.getRuntime().halt(0);
            },
            "orders");
    listener.setDaemon(true);
    listener.start();
  }

  private static Exchange.Reply answer(PluginRegistry registry, Exchange.Order order) {
    try {
      return Exchange.Reply.of(
          TrialRun.run(
              registry,
              Plan.config(ImmutableList.copyOf(order.words())),
              new StopSignal(),
              order.key()));
    } catch (UserException e) {
      return Exchange.Reply.mistake(e.getMessage());
    } catch (RuntimeException e) {
      return Exchange.Reply.failure(
          RunFailedException.reason(e), Throwables.getStackTraceAsString(e));
    }
  }
}
