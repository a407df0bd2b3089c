package dev.garrison.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.experiments.Devices;
import dev.garrison.runner.cli.ClientRequest;
import dev.garrison.runner.cli.HelpPage;
import dev.garrison.runner.cli.Request;
import dev.garrison.runner.client.RunElsewhere;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.provenance.Build;
import dev.garrison.runner.training.DivergedException;
import dev.garrison.runner.training.RunResult;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The runner program: trains an experiment under a gradient aggregation rule. Exit status 0 when
 * the run is over or was asked to stop, 1 if the machine failed, 2 for a mistake of the user's, 3
 * when the model diverged, 130 if it was left to go on elsewhere.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int USER_ERROR = 2;
  private static final int DIVERGED = 3;

  private Main() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line, see {@code --help}
   */
  public static void main(String[] words) throws InterruptedException {
    Terminal.writeToItDirectly();
    // Only the entry point may end the process; everything below returns or throws.
    System.exit(run(StopSignal.install(), words));
  }

  /**
   * The whole program but for the end of the process.
   *
   * @param stop asks a run to end in order
   * @return exit status
   */
  static int run(StopSignal stop, String... words) throws InterruptedException {
    try {
      Request request = Request.parse(words);
      duplicate(request);
      if (request.action() instanceof Request.Client client) {
        return elsewhere(client.request(), stop);
      }
      try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, request.plugins())) {
        act(request, registry, stop);
      }
      return 0;
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    } catch (DivergedException e) {
      System.err.println("error: " + e.getMessage());
      return DIVERGED;
    } catch (UncheckedIOException e) {
      // The machine's fault, a full disk for example: neither a mistake nor a bug.
      System.err.println("error: " + e.getMessage());
      return FAILED;
    } finally {
      System.out.flush();
      System.err.flush();
    }
  }

  private static void act(Request request, PluginRegistry registry, StopSignal stop)
      throws InterruptedException {
    PluginPages pages = new PluginPages(registry);
    if (request.action() instanceof Request.Help) {
      System.out.print(HelpPage.text(Terminal.pageWidth()));
    } else if (request.action() instanceof Request.Version) {
      System.out.printf(
          "garrison %s (%s), TensorFlow %s%n",
          Build.read().version(), Build.read().revision(), Devices.tensorFlowVersion());
    } else if (request.action() instanceof Request.ListPlugins list) {
      System.out.print(pages.list(list.kind()));
    } else if (request.action() instanceof Request.Describe describe) {
      System.out.print(pages.describe(describe.name()));
    } else if (request.action() instanceof Request.Run run) {
      try (Training training = Training.prepare(registry, run.config(), stop, Terminal.width(0))) {
        RunResult result = training.run();
        System.out.print(result.timing());
        System.out.print(result.faults());
        System.out.println(result.line());
      }
      if (run.config().behaviour().waitAtEnd()) {
        System.err.println("the run is over; waiting for a signal (--no-wait to exit at once)");
        stop.await();
      }
    }
  }

  private static int elsewhere(ClientRequest client, StopSignal stop) {
    RunElsewhere there = RunElsewhere.at(client.server(), client.slot(), client.store());
    return there.run(client.errand(), stop, System.out, System.err);
  }

  /** At once: what is said about a run that cannot be made is worth keeping, too. */
  private static void duplicate(Request request) {
    request.stdoutTo().ifPresent(file -> System.setOut(tee("stdout-to", System.out, file)));
    request.stderrTo().ifPresent(file -> System.setErr(tee("stderr-to", System.err, file)));
  }

  private static PrintStream tee(String option, PrintStream terminal, Path file) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      return new PrintStream(
          new TeeStream(terminal, new FileOutputStream(file.toFile())), true, UTF_8);
    } catch (IOException e) {
      throw new UserException("--" + option + " " + file + ": cannot be written: " + e, e);
    }
  }
}
