package dev.garrison.runner.redteam;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.Kinds;
import dev.garrison.runner.training.DivergedException;
import dev.garrison.runner.training.RunResult;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bin/redteam}: every attack against one defence, one run after the other in this process.
 * Exit status 0, 1 if the worst final accuracy is below {@code --require}, 2 for a mistake of the
 * user's.
 */
public final class RedTeam {
  private static final int BELOW = 1;
  private static final int USER_ERROR = 2;
  private static final String OWN =
      "options of its own: --seeds K, --require ACCURACY, --report-dir DIR, --attacks A,B,...; the"
          + " others are the runner's";

  private RedTeam() {}

  /**
   * Runs the program and ends the process with its status.
   *
   * @param words the command line
   */
  public static void main(String[] words) {
    System.exit(run(StopSignal.install(), words));
  }

  /** The whole program but for the end of the process; returns the exit status. */
  static int run(StopSignal stop, String... words) {
    try (PluginRegistry registry = PluginRegistry.load(Kinds.ALL, List.of())) {
      OwnOptions own = OwnOptions.read(words, OWN);
      ImmutableList<String> attacks =
          own.attacks()
              .map(names -> ImmutableList.copyOf(Splitter.on(',').trimResults().split(names)))
              .orElseGet(() -> all(registry, own));
      Plan plan = new Plan(own.runnerWords(), own.byzantine(), attacks, own.seeds());
      refuseWhatCannotRun(registry, plan, stop);
      List<Row> rows = trials(registry, plan, stop);
      if (rows.isEmpty()) {
        return 0;
      }
      return report(own, rows);
    } catch (UserException e) {
      System.err.println("error: " + e.getMessage());
      return USER_ERROR;
    }
  }

  private static ImmutableList<String> all(PluginRegistry registry, OwnOptions own) {
    Plan clean =
        new Plan(own.runnerWords(), own.byzantine(), ImmutableList.of(Plan.NONE), own.seeds());
    boolean endless = clean.config(Plan.NONE, 1).behaviour().stepWait().isEndless();
    if (endless) {
      System.err.println(
          "slow is left out: without --step-timeout every step waits for everybody, and no number"
              + " changes");
    }
    return Plan.allAttacks(registry, endless);
  }

  private static void refuseWhatCannotRun(PluginRegistry registry, Plan plan, StopSignal stop) {
    List<String> problems = new ArrayList<>();
    for (String attack : plan.attacks()) {
      try {
        Training.prepare(registry, plan.config(attack, 1), stop, 0).close();
      } catch (UserException e) {
        if (!problems.contains(e.getMessage())) {
          problems.add(e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\nerror: ", problems));
    }
  }

  private static List<Row> trials(PluginRegistry registry, Plan plan, StopSignal stop) {
    List<Row> rows = new ArrayList<>();
    int done = 0;
    for (String attack : plan.attacks()) {
      ImmutableList.Builder<Trial> trials = ImmutableList.builder();
      for (int seed = 1; seed <= plan.seeds(); seed++) {
        Trial trial = trial(registry, plan, stop, attack, seed);
        if (stop.isAsked()) {
          System.err.println("stopped; attacks that were not done with all seeds are left out");
          return rows;
        }
        trials.add(trial);
        done++;
        System.err.printf(
            Locale.ROOT,
            "%d/%d  %s, seed %d: %s%n",
            done,
            plan.runs(),
            attack,
            seed,
            trial.diverged() ? "diverged" : String.format(Locale.ROOT, "%.4f", trial.last()));
      }
      rows.add(new Row(attack, trials.build()));
    }
    return rows;
  }

  private static Trial trial(
      PluginRegistry registry, Plan plan, StopSignal stop, String attack, long seed) {
    try (Training training = Training.prepare(registry, plan.config(attack, seed), stop, 0)) {
      RunResult result = training.run();
      double last =
          result
              .evaluation()
              .accuracy()
              .orElseThrow(
                  () -> new UserException("--experiment: a red team needs a classification"));
      return new Trial(attack, seed, last, result.bestAccuracy().orElse(last), false);
    } catch (DivergedException e) {
      return new Trial(attack, seed, 0, 0, true);
    }
  }

  private static int report(OwnOptions own, List<Row> rows) {
    System.out.println(Row.header());
    rows.forEach(row -> System.out.println(row.line()));
    Row worst =
        rows.stream()
            .min((a, b) -> Double.compare(a.worst(), b.worst()))
            .orElseThrow(IllegalStateException::new);
    Path dir = own.reportDir();
    try {
      new Report(String.join(" ", own.runnerWords()), rows).write(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.printf(
        Locale.ROOT,
        "result: worst-attack=%s worst-acc=%.4f dir=%s%n",
        worst.attack(),
        worst.worst(),
        dir);
    return worst.worst() < own.require() ? BELOW : 0;
  }
}
