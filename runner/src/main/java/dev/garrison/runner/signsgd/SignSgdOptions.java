package dev.garrison.runner.signsgd;

import dev.garrison.runner.cli.HelpPage;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of {@code bin/signsgd}: the study's, and a few of its own. */
final class SignSgdOptions {
  private static final String HEADER =
      "Trains with distributed SGD, signSGD or Signum on NPROCS workers, some of them adversaries."
          + " DATASET: linreg, logreg, mnist or imagenet.\n\nOptions:";
  private static final String FOOTER =
      "\nOptions may also begin with one hyphen, like -net. linreg goes with linregnet, logreg with"
          + " logregnet, mnist with torchnet and mnistnet, imagenet with resnet18 and resnet50."
          + " bin/plot draws what is saved. Exit status: 0 done, or ended in order by a"
          + " signal; 1 the machine failed; 2 a mistake in the command; 3 the model diverged; 130"
          + " ended at once by a second Ctrl-C.";

  private final Options options = new Options();

  private SignSgdOptions() {}

  static Options all() {
    SignSgdOptions all = new SignSgdOptions();
    all.options.addOption("h", "help", false, "show this help and exit");
    all.one("i", "blind-inv", "N", "workers that send the opposite of their gradient; default 0");
    all.one(
        "b",
        "byzantine",
        "N",
        "workers that collude, knowing what all others send; default 0; with --blind-inv fewer than"
            + " NPROCS");
    all.one("s", "seed", "S", "seed of everything; default 42");
    all.one(
        "n",
        "net",
        "NET",
        "linregnet, logregnet, torchnet, mnistnet, resnet18 or resnet50;" + " default mnistnet");
    all.one("o", "optimizer", "NAME", "distsgd, signsgd or signum; default signum");
    all.one("e", "epochs", "N", "training epochs; default 10");
    all.one(
        null,
        "lr",
        "RATE",
        "learning rate; distsgd's is multiplied by the sum of what the"
            + " workers send, not by their mean; default 0.001");
    all.one(
        null,
        "lr-decay-step",
        "N",
        "epochs from one change of the rate to the next;" + " default 30");
    all.one(null, "lr-decay-rate", "FACTOR", "what the rate is multiplied by then; default 0.1");
    all.one(
        null,
        "momentum",
        "BETA",
        "in [0, 1), for distsgd and signum, not used by signsgd; default 0");
    all.one(
        null, "weight-decay", "LAMBDA", "for signsgd and signum, not used by distsgd; default 0");
    all.one(
        null,
        "loss",
        "BOOL",
        "True to save training and test loss of each epoch; default" + " True");
    all.one(
        null,
        "acc",
        "BOOL",
        "True to save training and test accuracy of each epoch; default" + " True");
    all.one(
        null,
        "save-step",
        "N",
        "epochs from one writing of the files to the next;" + " default 10");
    all.one(
        "v",
        "verbose",
        "0|1|2",
        "0: progress; 1: and the means over the workers; 2: all metrics"
            + " of all workers, which are saved too; default 1");
    all.one(null, "results", "DIR", "folder of the runs' folders; default runs/signsgd");
    all.one(null, "model", "SPEC", "a model of Garrison's in place of --net, like cnn,conv1:8");
    all.one(
        null,
        "data-dir",
        "DIR",
        "folder of mnist's or imagenet's files; default: as for"
            + " bin/runner, in $GARRISON_DATA_DIR");
    all.flag("keep", "where the run is there already, only say its result again");
    all.flag("overwrite", "where the run is there already, make it again");
    return all.options;
  }

  static String help(int width) {
    return HelpPage.text(width, "signsgd NPROCS DATASET [options]", HEADER, all(), FOOTER);
  }

  private void one(String letter, String name, String value, String text) {
    options.addOption(
        Option.builder(letter).longOpt(name).hasArg().argName(value).desc(text).get());
  }

  private void flag(String name, String text) {
    options.addOption(Option.builder().longOpt(name).desc(text).get());
  }
}
