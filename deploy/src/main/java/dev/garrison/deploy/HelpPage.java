package dev.garrison.deploy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.commons.cli.HelpFormatter;

/** The text of {@code --help}. */
final class HelpPage {
  private static final String HEADER =
      "Starts the nodes of a cluster over SSH and takes them down when it ends.\n\nOptions:";
  private static final String FOOTER =
      "\nThe nodes end when this program does, however it ends. Exit status: 0 ended by a"
          + " signal; 1 too few nodes came up, none is left, or the machine failed; 2 a mistake in the"
          + " command; 130 ended at once by a second Ctrl-C; with --runner, the runner's.";

  private HelpPage() {}

  /**
   * @param width of the terminal in characters, at least 40
   */
  @SuppressWarnings("deprecation") // its successor drops the width of the terminal
  static String text(int width) {
    HelpFormatter formatter = new HelpFormatter();
    formatter.setOptionComparator(null);
    StringWriter text = new StringWriter();
    formatter.printHelp(
        new PrintWriter(text, true),
        width,
        "deploy --cluster CLUSTER --deploy --id ps:0 --omit [options]",
        HEADER,
        CommandLineOptions.all(),
        2,
        2,
        FOOTER);
    return text.toString();
  }
}
