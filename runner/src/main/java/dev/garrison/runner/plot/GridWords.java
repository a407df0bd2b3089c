package dev.garrison.runner.plot;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.runner.signsgd.DataName;
import dev.garrison.runner.signsgd.Method;
import dev.garrison.runner.signsgd.Words;
import java.util.List;
import java.util.function.Function;

/** Reads the command line of {@code bin/plot} for runs of {@code bin/signsgd}. */
final class GridWords {
  private static final ImmutableList<String> NAMES =
      ImmutableList.of("NPROCS", "DATASET", "OPTIMIZERS", "METRICS", "plot|comparison");

  private static final String USAGE =
      "as in bin/plot 10 logreg distsgd,signum acc,loss -net logregnet plot; see --help";
  private static final String BLIND = "blind-inv";
  private static final String BYZANTINE = "byzantine";
  private static final String BLIND_LIST = "blind-inv-list";
  private static final String BYZANTINE_LIST = "byzantine-list";

  private GridWords() {}

  static PlotRequest.Grid read(Arguments arguments) {
    ImmutableList<String> operands = arguments.operands();
    if (operands.size() > NAMES.size()) {
      throw new UserException(
          "\"%s\": expected an option or nothing after %s; see --help"
              .formatted(operands.get(NAMES.size()), operands.get(NAMES.size() - 1)));
    }
    int nprocs = Words.nprocs(operand(arguments, 0));
    DataName data = DataName.parse(operand(arguments, 1));
    ImmutableList<Method> optimizers =
        distinct("OPTIMIZERS", operand(arguments, 2), name -> Method.parse("OPTIMIZERS", name));
    ImmutableList<Metric> metrics = distinct("METRICS", operand(arguments, 3), Metric::parse);
    if (metrics.contains(Metric.ACC) && !data.hasAccuracy()) {
      throw new UserException(
          "METRICS: " + data.label() + " is a regression without accuracy; give loss");
    }
    String mode = operand(arguments, 4);
    if (!mode.equals("plot") && !mode.equals("comparison")) {
      throw new UserException("expected plot or comparison, got \"" + mode + "\"; see --help");
    }
    boolean comparison = mode.equals("comparison");
    refuse(arguments, comparison ? List.of(BLIND, BYZANTINE) : List.of(BLIND_LIST, BYZANTINE_LIST));
    ImmutableList<Integer> blind = counts(arguments, comparison ? BLIND_LIST : BLIND, nprocs);
    ImmutableList<Integer> byzantine =
        counts(arguments, comparison ? BYZANTINE_LIST : BYZANTINE, nprocs);
    if (comparison) {
      checkOneVaries(blind, byzantine);
    }
    return new PlotRequest.Grid(
        nprocs,
        data,
        Words.net(arguments, data),
        optimizers,
        metrics,
        PlotRequest.title(arguments),
        comparison,
        blind,
        byzantine,
        Filters.read(arguments),
        arguments.has("allow-missing"),
        arguments.has("unfinished"),
        Words.results(arguments),
        arguments.path("out"));
  }

  private static String operand(Arguments arguments, int index) {
    return arguments.operand(index, NAMES.get(index), USAGE);
  }

  private static <T> ImmutableList<T> distinct(
      String name, String text, Function<String, T> parse) {
    ImmutableList<T> all =
        PlotRequest.list(text).stream().map(parse).collect(ImmutableList.toImmutableList());
    if (all.stream().distinct().count() < all.size()) {
      throw new UserException("%s: something is in it twice, got \"%s\"".formatted(name, text));
    }
    return all;
  }

  /** Options of the other subcommand. */
  private static void refuse(Arguments arguments, List<String> options) {
    for (String option : options) {
      if (arguments.has(option)) {
        throw new UserException(
            option.endsWith("-list")
                ? "--%s: for comparison; plot has --%s"
                    .formatted(option, option.replace("-list", ""))
                : "--%s: for plot; comparison has --%s-list".formatted(option, option));
      }
    }
  }

  private static ImmutableList<Integer> counts(Arguments arguments, String option, int nprocs) {
    return distinct(
        "--" + option,
        arguments.text(option).orElse("0"),
        text -> {
          int count = arguments.checkInteger(option, text, 0);
          if (count >= nprocs) {
            throw new UserException(
                "--%s: expected fewer than NPROCS %d, got %d".formatted(option, nprocs, count));
          }
          return count;
        });
  }

  private static void checkOneVaries(List<Integer> blind, List<Integer> byzantine) {
    if (blind.size() > 1 && byzantine.size() > 1) {
      throw new UserException(
          "--blind-inv-list, --byzantine-list: one of the two may have several numbers, got %s and"
                  .formatted(join(blind))
              + " "
              + join(byzantine));
    }
    if (blind.size() == 1 && byzantine.size() == 1) {
      throw new UserException(
          "comparison: give --blind-inv-list or --byzantine-list several numbers, like 0,1,2");
    }
  }

  private static String join(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
