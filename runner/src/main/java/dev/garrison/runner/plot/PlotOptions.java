package dev.garrison.runner.plot;

import dev.garrison.runner.cli.HelpPage;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of {@code bin/plot}. */
final class PlotOptions {
  private static final String USAGE =
      "plot NPROCS DATASET OPTIMIZERS METRICS [options] plot [-i N] [-b N]\n"
          + "       plot NPROCS DATASET OPTIMIZERS METRICS [options] comparison"
          + " [--blind-inv-list LIST | --byzantine-list LIST]\n"
          + "       plot runs DIR... [--labels LIST] [--title TEXT] [--out FILE]";
  private static final String HEADER =
      "Draws what bin/signsgd has saved: rows are metrics, columns are optimizers. plot: training"
          + " and test of one setting. comparison: test, for several numbers of adversaries of one"
          + " kind. runs: any folders that bin/runner or bin/signsgd has filled. OPTIMIZERS, METRICS:"
          + " between commas, like distsgd,signsgd,signum and acc,loss.\n\nOptions:";
  private static final String FOOTER =
      "\nWhere runs differ by their seed alone, the mean of all seeds is drawn, and their range as a"
          + " band. Options may also begin with one hyphen, like -net. Exit status:"
          + " 0 done, 1 the machine failed, 2 a mistake in the command, also a run that is missing.";

  private final Options options = new Options();

  private PlotOptions() {}

  static Options all() {
    PlotOptions all = new PlotOptions();
    all.options.addOption("h", "help", false, "show this help and exit");
    all.one(
        "n",
        "net",
        "NET",
        "linregnet, logregnet, torchnet, mnistnet, resnet18 or resnet50;" + " default mnistnet");
    all.one(null, "model", "SPEC", "the model that bin/signsgd --model was given");
    all.one(
        null,
        "title",
        "BOOL",
        "True for a title with the numbers of adversaries; default False;"
            + " with runs: the title");
    all.one("i", "blind-inv", "N", "plot: number of blind adversaries; default 0");
    all.one("b", "byzantine", "N", "plot: number of Byzantine adversaries; default 0");
    all.one(
        null,
        "blind-inv-list",
        "LIST",
        "comparison: numbers of blind adversaries, like 0,1,2;" + " default 0");
    all.one(
        null,
        "byzantine-list",
        "LIST",
        "comparison: numbers of Byzantine adversaries;" + " default 0");
    all.one(null, "results", "DIR", "folder of the runs' folders; default runs/signsgd");
    for (String filter : Filters.NAMES) {
      all.one(null, filter, "LIST", "only runs with one of these, where there are several");
    }
    all.flag("allow-missing", "draw what is there although runs are missing");
    all.flag("unfinished", "draw runs that were stopped or go on, too, as far as they are saved");
    all.one(
        null,
        "labels",
        "LIST",
        "runs: what they are called, between commas; default: their" + " folders' names");
    all.one(
        null,
        "out",
        "FILE",
        "where the figure goes: .png, .svg, or neither for both; default"
            + " <results>/plots/..., with the"
            + " filters given in its name");
    return all.options;
  }

  static String help(int width) {
    return HelpPage.text(width, USAGE, HEADER, all(), FOOTER);
  }

  private void one(String letter, String name, String value, String text) {
    options.addOption(
        Option.builder(letter).longOpt(name).hasArg().argName(value).desc(text).get());
  }

  private void flag(String name, String text) {
    options.addOption(Option.builder().longOpt(name).desc(text).get());
  }
}
