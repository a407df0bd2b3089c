package dev.garrison.runner.signsgd;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One command line of {@code bin/signsgd}.
 *
 * @param study what decides the numbers
 * @param loss whether losses are saved
 * @param acc whether accuracies are saved
 * @param saveStep epochs from one writing of the files to the next
 * @param verbose 0, 1 or 2
 * @param dataDir folder of the data's files; empty for the usual one
 * @param results folder of the runs' folders
 * @param keep whether a run that is there will do
 * @param overwrite whether a run that is there may be made again
 * @param unused what to say of options that the optimizer makes no use of
 */
record SignSgdRequest(
    Study study,
    boolean loss,
    boolean acc,
    int saveStep,
    int verbose,
    Optional<Path> dataDir,
    Path results,
    boolean keep,
    boolean overwrite,
    ImmutableList<String> unused) {
  private static final String USAGE =
      "give the number of workers and a data set, like bin/signsgd 10 logreg -net logregnet";

  /** Where the data's files are, absolute; empty if it is drawn. */
  Optional<Path> data() {
    return study.data().place(dataDir);
  }

  /** The run's folder. */
  Path folder() {
    return results.resolve(study.folder());
  }

  /**
   * Reads a command line.
   *
   * @return empty if it asks for help
   * @throws UserException naming the option, the value and what would be right
   */
  static Optional<SignSgdRequest> parse(String... words) {
    Arguments arguments =
        Arguments.parse(SignSgdOptions.all(), List.of("NPROCS", "DATASET"), words);
    if (arguments.has("help")) {
      return Optional.empty();
    }
    if (arguments.has("keep") && arguments.has("overwrite")) {
      throw new UserException("--keep, --overwrite: give one of the two");
    }
    int nprocs = Words.nprocs(arguments.operand(0, "NPROCS", USAGE));
    DataName data = DataName.parse(arguments.operand(1, "DATASET", USAGE));
    Method optimizer =
        Method.parse("--optimizer", arguments.text("optimizer").orElse(Method.SIGNUM.label()));
    int blind = arguments.integer("blind-inv", 0, 0);
    int byzantine = arguments.integer("byzantine", 0, 0);
    checkAdversaries(nprocs, blind, byzantine);
    String net = Words.net(arguments, data);
    double lr = atLeast(arguments, "lr", 0.001, 0);
    double decayRate = atLeast(arguments, "lr-decay-rate", 0.1, 0);
    double momentum = momentum(arguments);
    double weightDecay = atLeast(arguments, "weight-decay", 0, 0);
    Study study =
        new Study(
            nprocs,
            data,
            net,
            optimizer,
            blind,
            byzantine,
            lr,
            arguments.integer("lr-decay-step", 30, 1),
            decayRate,
            optimizer.hasMomentum() ? momentum : 0,
            optimizer.hasWeightDecay() ? weightDecay : 0,
            arguments.integer("epochs", 10, 1),
            arguments.whole("seed", 42));
    return Optional.of(
        new SignSgdRequest(
            study,
            bool(arguments, "loss"),
            bool(arguments, "acc") && data.hasAccuracy(),
            arguments.integer("save-step", 10, 1),
            verbose(arguments),
            dataDir(arguments, data),
            Words.results(arguments),
            arguments.has("keep"),
            arguments.has("overwrite"),
            unused(optimizer, momentum, weightDecay)));
  }

  /** The study's program takes such options, too, and goes without. */
  private static ImmutableList<String> unused(
      Method optimizer, double momentum, double weightDecay) {
    ImmutableList.Builder<String> unused = ImmutableList.builder();
    if (momentum > 0 && !optimizer.hasMomentum()) {
      unused.add("--momentum: not used, signsgd has none; signum is signsgd with one");
    }
    if (weightDecay > 0 && !optimizer.hasWeightDecay()) {
      unused.add("--weight-decay: not used, distsgd has none");
    }
    return unused.build();
  }

  private static Optional<Path> dataDir(Arguments arguments, DataName data) {
    if (arguments.has("data-dir") && data.isDrawn()) {
      throw new UserException("--data-dir: " + data.label() + " has no files, it is drawn");
    }
    return arguments.path("data-dir");
  }

  private static boolean bool(Arguments arguments, String option) {
    return Words.bool("--" + option, arguments.text(option).orElse("True"));
  }

  private static void checkAdversaries(int nprocs, int blind, int byzantine) {
    if (blind >= nprocs) {
      throw new UserException(
          "--blind-inv: expected fewer than NPROCS %d (someone must be honest), got %d"
              .formatted(nprocs, blind));
    }
    if (byzantine >= nprocs - blind) {
      throw new UserException(
          "--byzantine: expected fewer than NPROCS %d less %d --blind-inv (someone must be honest),"
                  .formatted(nprocs, blind)
              + " got "
              + byzantine);
    }
  }

  private static double momentum(Arguments arguments) {
    double momentum = arguments.real("momentum", 0);
    if (!(momentum >= 0 && momentum < 1)) {
      throw new UserException(
          "--momentum: expected a number in [0, 1), got \""
              + arguments.text("momentum").orElse("")
              + "\"");
    }
    return momentum;
  }

  private static double atLeast(Arguments arguments, String option, double fallback, double least) {
    double number = arguments.real(option, fallback);
    if (number < least) {
      throw new UserException(
          "--%s: expected a number >= %s, got \"%s\""
              .formatted(option, Study.plain(least), arguments.text(option).orElse("")));
    }
    return number;
  }

  private static int verbose(Arguments arguments) {
    int verbose = arguments.integer("verbose", 1, 0);
    if (verbose > 2) {
      throw new UserException("--verbose: expected 0, 1 or 2, got \"" + verbose + "\"");
    }
    return verbose;
  }
}
