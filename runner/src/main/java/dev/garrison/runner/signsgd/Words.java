package dev.garrison.runner.signsgd;

import com.google.common.primitives.Ints;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Words that the study's command lines have in common. */
public final class Words {
  private static final String DEFAULT_NET = "mnistnet";

  private Words() {}

  /**
   * The number of workers.
   *
   * @throws UserException if it is none
   */
  public static int nprocs(String text) {
    Integer number = Ints.tryParse(text);
    if (number == null || number < 1) {
      throw new UserException("NPROCS: expected an integer >= 1, got \"" + text + "\"");
    }
    return number;
  }

  /**
   * True or False, in any case.
   *
   * @param option where it was given, for messages
   * @throws UserException if it is something else
   */
  public static boolean bool(String option, String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new UserException("%s: expected True or False, got \"%s\"".formatted(option, text));
    }
    return text.equalsIgnoreCase("true");
  }

  /**
   * The net, or the model in its place.
   *
   * @throws UserException if the net does not go with the data
   */
  public static String net(Arguments arguments, DataName data) {
    Optional<String> net = arguments.text("net");
    if (arguments.has("model")) {
      if (net.isPresent()) {
        throw new UserException("--net, --model: give one of the two");
      }
      return Arguments.spec("model", arguments.text("model").orElseThrow(), List.of()).toString();
    }
    data.checkNet(net.orElse(DEFAULT_NET), net.isEmpty() ? " (the default)" : "");
    return net.orElse(DEFAULT_NET);
  }

  /** The folder of the runs' folders. */
  public static Path results(Arguments arguments) {
    return arguments.path("results").orElse(Path.of("runs", "signsgd"));
  }
}
