package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one command line asks of a red team.
 *
 * @param plugins jars and class folders of the user's
 * @param words the runner's options that all runs share
 * @param attackedWords those of runs under attack: how many Byzantine workers, and which
 * @param attacks as given to the runner's {@code --attack}, {@link #NONE} for a clean run; empty
 *     for all
 * @param firstSeed of {@code seeds} ones in a row
 * @param seeds at least 1
 * @param steps of each run, at least 1
 * @param processes at least 1; empty for as many as the machine can
 * @param require least final accuracy, in [0, 1]
 * @param reportDir where the report goes
 * @param progress whether progress is shown
 */
public record RedTeamRequest(
    ImmutableList<Path> plugins,
    ImmutableList<String> words,
    ImmutableList<String> attackedWords,
    Optional<ImmutableList<String>> attacks,
    long firstSeed,
    int seeds,
    long steps,
    OptionalInt processes,
    double require,
    Path reportDir,
    boolean progress) {
  /** Stands for no attack. */
  public static final String NONE = "none";

  /** How many times a run is evaluated on its way, unless the user says. */
  private static final int EVALUATIONS = 10;

  private static final ImmutableSet<String> PER_RUN =
      ImmutableSet.of("byzantine-ids", "max-step", "max-steps", "no-progress", "help");

  /**
   * Reads a command line.
   *
   * @return empty if it asks for {@link #help}
   * @throws UserException naming the option, the value and what would be right
   */
  public static Optional<RedTeamRequest> parse(String... words) {
    Arguments arguments = Arguments.parse(RedTeamOptions.all(), words);
    if (arguments.has("help")) {
      return Optional.empty();
    }
    RedTeamOptions.REFUSED.forEach(
        (name, remedy) -> {
          if (arguments.has(name) && !arguments.text(name).orElse("").equals("-")) {
            throw new UserException("--" + name + ": not for a red team; " + remedy);
          }
        });
    RunConfig.aggregator(arguments);
    Optional<ImmutableList<String>> attacks = arguments.text("attacks").map(AttackList::parse);
    long steps = RunConfig.maxSteps(arguments);
    if (steps < 1) {
      throw new UserException(
          "--max-step: the runs of a red team must end; expected an integer >= 1, got " + steps);
    }
    int seeds = arguments.integer("seeds", 1, 1);
    Path reportDir = Arguments.path("report-dir", arguments.text("report-dir").orElse("redteam"));
    Outputs.checkFolder("report-dir", reportDir);
    return Optional.of(
        new RedTeamRequest(
            arguments.all("plugins").stream()
                .map(place -> Arguments.path("plugins", place))
                .collect(ImmutableList.toImmutableList()),
            shared(arguments, steps),
            attacked(arguments, attacks),
            attacks,
            firstSeed(arguments, seeds),
            seeds,
            steps,
            processes(arguments),
            require(arguments),
            reportDir,
            !arguments.has("no-progress")));
  }

  /**
   * The text of {@code --help}.
   *
   * @param width of the terminal in characters, at least 40
   */
  public static String help(int width) {
    return RedTeamOptions.help(width);
  }

  private static ImmutableList<String> shared(Arguments arguments, long steps) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.addAll(
        arguments.words(
            Sets.union(
                Sets.union(RedTeamOptions.ownNames(), RedTeamOptions.REFUSED.keySet()), PER_RUN)));
    // By steps, not by time: the best accuracy should not depend on how busy the machine is.
    if (!arguments.has("evaluation-period")) {
      words.add("--evaluation-period=-1");
      if (!arguments.has("evaluation-delta")) {
        words.add("--evaluation-delta=" + Math.max(1, steps / EVALUATIONS));
      }
    }
    return words.build();
  }

  private static ImmutableList<String> attacked(
      Arguments arguments, Optional<ImmutableList<String>> attacks) {
    int declared = arguments.integer("nb-decl-byz-workers", 0, 0);
    boolean clean = attacks.isPresent() && attacks.get().stream().allMatch(NONE::equals);
    if (declared == 0 && !arguments.has("nb-real-byz-workers") && !clean) {
      throw new UserException(
          "--nb-decl-byz-workers: expected an integer >= 1, got "
              + arguments.text("nb-decl-byz-workers").orElse("nothing")
              + "; without Byzantine workers nobody attacks");
    }
    int real = arguments.integer("nb-real-byz-workers", Math.max(1, declared), 1);
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add("--nb-real-byz-workers=" + real);
    arguments.text("byzantine-ids").ifPresent(ids -> words.add("--byzantine-ids=" + ids));
    return words.build();
  }

  private static long firstSeed(Arguments arguments, int seeds) {
    long first = arguments.whole("seed", 1);
    if (first > Long.MAX_VALUE - seeds) {
      throw new UserException("--seed: too large for " + seeds + " seeds in a row, got " + first);
    }
    return first;
  }

  private static OptionalInt processes(Arguments arguments) {
    Optional<String> text = arguments.text("processes").filter(value -> !value.equals("auto"));
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(arguments.checkInteger("processes", text.get(), 1));
    } catch (UserException e) {
      throw new UserException(
          "--processes: expected auto or an integer >= 1, got \"" + text.get() + "\"", e);
    }
  }

  private static double require(Arguments arguments) {
    double require = arguments.real("require", 0);
    if (!(require >= 0 && require <= 1)) {
      throw new UserException(
          "--require: expected an accuracy in [0, 1], got \""
              + arguments.text("require").orElse("")
              + "\"");
    }
    return require;
  }
}
