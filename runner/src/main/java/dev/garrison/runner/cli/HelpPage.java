package dev.garrison.runner.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.commons.cli.HelpFormatter;
import org.apache.commons.cli.Options;

/** The texts of {@code --help}. */
public final class HelpPage {
  private static final String HEADER =
      "Trains a TensorFlow model on n workers, some of them Byzantine, under a gradient aggregation"
          + " rule.\n\nOptions:";
  private static final String FOOTER =
      "\nPlugins are named like multi-krum or multi-krum,m:5; --aggregator-args m:5 is the same."
          + " Exit status: 0 done, or ended in order by a signal; 1 the machine failed; 2 a mistake in"
          + " the command; 3 the model diverged; 130 ended at once by a second Ctrl-C; with --client,"
          + " the run's, or 130 if it was left and goes on.";

  private HelpPage() {}

  /**
   * The runner's.
   *
   * @param width of the terminal in characters, at least 40
   */
  public static String text(int width) {
    return text(
        width,
        "runner --aggregator NAME --nb-workers N [options]",
        HEADER,
        CommandLineOptions.all(),
        FOOTER);
  }

  /**
   * Another program's.
   *
   * @param width of the terminal in characters, at least 40
   */
  @SuppressWarnings("deprecation") // its successor drops the width of the terminal
  public static String text(
      int width, String usage, String header, Options options, String footer) {
    HelpFormatter formatter = new HelpFormatter();
    formatter.setOptionComparator(null);
    StringWriter text = new StringWriter();
    formatter.printHelp(new PrintWriter(text, true), width, usage, header, options, 2, 2, footer);
    return text.toString();
  }
}
