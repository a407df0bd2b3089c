package dev.garrison.runner.redteam;

import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.cli.RunConfig;
import dev.garrison.runner.internal.Terminal;
import dev.garrison.runner.training.StopSignal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One red team from its request to its report. One thread. */
final class Campaign {
  private final PluginRegistry registry;
  private final StopSignal stop;
  private final PrintStream err = System.err;
  private final Notices notices = new Notices(err::println);
  private final Plan plan;
  private final Conclusion conclusion;
  private final Tally tally;

  /**
   * @param registry closed by the caller
   * @param stop ends it early
   * @param words the command line, for the report
   */
  Campaign(RedTeamRequest request, PluginRegistry registry, StopSignal stop, String words) {
    this.registry = registry;
    this.stop = stop;
    this.plan = Plan.of(request, registry);
    this.conclusion = new Conclusion(plan, "bin/redteam " + words);
    this.tally = new Tally(plan.keys().size(), System::nanoTime);
  }

  /**
   * Makes the runs and reports, also if they end early.
   *
   * @return exit status
   * @throws UserException if something cannot run
   * @throws RunFailedException if a run broke off
   */
  int run() {
    // First of all what is wrong without any attack
    RunConfig config = plan.config(plan.keys().get(0));
    ErrorLines.during(
        line -> notices.accept(new Notice("", line)),
        new Preflight(registry, plan, stop)::refuseWhatCannotRun);
    if (plan.leavesOutSlow()) {
      err.println(
          "slow is left out: without --step-timeout every step waits for everybody, and no number"
              + " changes");
    }
    if (!stop.isAsked()) {
      makeReportDir();
      makeRuns(processes(config));
    }
    return conclusion.draw(tally.trials(), err);
  }

  /** Now, not when hours of work want to be written. */
  private void makeReportDir() {
    Path dir = plan.request().reportDir();
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UserException("--report-dir " + dir + ": cannot be made: " + e, e);
    }
  }

  private int processes(RunConfig config) {
    int processes = Processes.count(plan.request(), config, tally.total(), err::println);
    if (plan.request().progress()) {
      err.printf(
          "attacks: %d, seeds: %d, runs: %d, processes: %d%n",
          plan.attacks().size(), plan.seeds().size(), tally.total(), processes);
    }
    return processes;
  }

  private void makeRuns(int processes) {
    List<TrialMaker> makers = new ArrayList<>();
    try (Display display = display()) {
      notices.to(display::line);
      try {
        hire(makers, processes);
        new Crew(makers, plan.keys(), stop, tally, display).work();
      } finally {
        makers.forEach(TrialMaker::close);
        notices.to(err::println);
      }
    } catch (RuntimeException e) {
      reportWhatThereIs(e);
      throw e;
    }
  }

  private void hire(List<TrialMaker> makers, int processes) {
    if (processes == 1) {
      makers.add(new MakerInThisProcess(registry, plan, stop, notices));
      return;
    }
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
    for (int i = 0; i < processes; i++) {
      makers.add(new MakerInChild(plan, cores, notices));
    }
  }

  private Display display() {
    if (!plan.request().progress()) {
      return Display.quiet(err);
    }
    int width = Terminal.width(0);
    return width > 0 ? new BarDisplay(err, tally, width) : new LineDisplay(err, tally);
  }

  private void reportWhatThereIs(RuntimeException failure) {
    try {
      conclusion.draw(tally.trials(), err);
    } catch (UncheckedIOException e) {
      failure.addSuppressed(e);
    }
  }
}
