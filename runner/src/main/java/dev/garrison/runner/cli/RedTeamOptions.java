package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Every option of the red team: its own, and the runner's but for those that make no sense. */
final class RedTeamOptions {
  private static final String NO_FILES =
      "its runs write no files; --report-dir says where the report goes";
  private static final String RUNNERS_WORK = "bin/runner does that";

  private static final String IN_STEPS =
      "its runs are as long as --max-step, evaluated every --evaluation-delta steps";
  private static final String ONE_ATTACK = "its runs have one attack each; leave it out";
  private static final String THIS_MACHINE = "its runs are made on this machine; leave it out";

  /** Options of the runner that are refused, and why; where they name a file, {@code -} is not. */
  static final ImmutableMap<String, String> REFUSED =
      ImmutableMap.<String, String>builder()
          .put("attack", "it runs all of them; --attacks names fewer, like --attacks nan")
          .put("attack-args", "give them to --attacks, like --attacks little,z:1.5,empire")
          .put("local-attack", ONE_ATTACK)
          .put("local-attack-args", ONE_ATTACK)
          .put("nb-local-byz-workers", ONE_ATTACK)
          .put("local-attack-ids", ONE_ATTACK)
          .put("max-epoch", IN_STEPS)
          .put("evaluation-epoch", IN_STEPS)
          .put("checkpoint-dir", NO_FILES)
          .put("summary-dir", NO_FILES)
          .put("evaluation-file", NO_FILES)
          .put("export-dir", NO_FILES)
          .put("attach", RUNNERS_WORK)
          .put("stop-run", RUNNERS_WORK)
          .put("end-with-stdin", "it ends by SIGINT, SIGTERM or SIGHUP")
          .put("stdout-to", "redirect standard output, like > out.txt")
          .put("stderr-to", "redirect standard error, like 2> err.txt")
          .put("server", THIS_MACHINE)
          .put("client", THIS_MACHINE)
          .put("trace", "bin/runner traces one run")
          .put("version", RUNNERS_WORK)
          .put("list", RUNNERS_WORK)
          .put("describe", RUNNERS_WORK)
          .build();

  private static final String HEADER =
      "Runs every attack, with its search where it has one, against one defence for --max-step"
          + " steps and several seeds, and reports final and best accuracy.\n\nOptions of its own:";
  private static final String FOOTER =
      "\nThe other options are the runner's, see bin/runner --help; a red team sets --attack itself"
          + " and its runs write no files. Exit status: 0 done, 1 the worst final accuracy is below"
          + " --require or the machine failed, 2 a mistake in the command, 130 interrupted (the"
          + " report has the runs that were done). A run that diverges counts as accuracy 0.";

  private RedTeamOptions() {}

  /** The refused ones are among them: else they would be taken for the beginning of others. */
  static Options all() {
    Options all = CommandLineOptions.all();
    // The red team's replace the runner's of the same name: --seed has another default.
    own().getOptions().forEach(all::addOption);
    return all;
  }

  static ImmutableSet<String> ownNames() {
    return own().getOptions().stream()
        .map(Option::getLongOpt)
        .collect(ImmutableSet.toImmutableSet());
  }

  static String help(int width) {
    Options page = new Options();
    page.addOption("h", "help", false, "show this help and exit");
    return HelpPage.text(
        width,
        "redteam --aggregator NAME --nb-workers N --nb-decl-byz-workers F [options]",
        HEADER,
        page.addOptions(own()),
        FOOTER);
  }

  private static Options own() {
    Options own = new Options();
    one(own, "seeds", "K", "runs per attack, with seeds S to S + K - 1; default 1");
    one(own, "seed", "S", "the first seed; default 1");
    one(own, "require", "ACCURACY", "least final accuracy of any run, in [0, 1]; default 0");
    one(
        own,
        "attacks",
        "LIST",
        "attacks between commas, with their arguments, like none,little,z:1.5,empire; none is a run"
            + " without Byzantine workers; default: none and all there are");
    one(own, "nb-real-byz-workers", "B", "workers that attack; default --nb-decl-byz-workers");
    one(
        own,
        "processes",
        "K|auto",
        "runs made at once, each in a process of its own; 1 is one after the other in this process;"
            + " default auto: as many as cores and free memory allow");
    one(own, "report-dir", "DIR", "where tables, picture and page go; default redteam");
    return own;
  }

  private static void one(Options options, String name, String value, String text) {
    options.addOption(Option.builder().longOpt(name).hasArg().argName(value).desc(text).get());
  }
}
