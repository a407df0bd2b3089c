package dev.garrison.runner.cli;

import dev.garrison.cluster.udp.Fill;
import dev.garrison.cluster.udp.UdpOptions;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.Locale;
import java.util.Optional;

/** {@code --udp} and its companions: whose proposals travel as datagrams. */
final class Datagrams {
  private static final String WORKERS = "udp";
  private static final String RATE = "udp-rate";
  private static final String FILL = "udp-fill";

  private Datagrams() {}

  /** Empty if nobody's. */
  static Optional<UdpOptions> read(Arguments arguments) {
    if (!arguments.has(WORKERS)) {
      refuse(arguments, "goes with --udp N, the number of workers that send datagrams", RATE, FILL);
      return Optional.empty();
    }
    int workers = arguments.integer(WORKERS, 0, 1);
    int all = arguments.integer("nb-workers", 0, 1);
    if (workers > all) {
      throw new UserException(
          "--udp: expected at most --nb-workers %d, got %d".formatted(all, workers));
    }
    long rate = arguments.whole(RATE, 0);
    if (rate < 0) {
      throw new UserException(
          "--udp-rate: expected bytes per second, 0 for no limit, got \"%d\"".formatted(rate));
    }
    return Optional.of(new UdpOptions(workers, rate, fill(arguments.text(FILL).orElse("nan"))));
  }

  /** Check where there is no network. */
  static void refuseInOneProcess(Arguments arguments) {
    refuse(
        arguments, "needs a cluster; give --server with more than one node", WORKERS, RATE, FILL);
  }

  private static void refuse(Arguments arguments, String remedy, String... options) {
    for (String option : options) {
      if (arguments.has(option)) {
        throw new UserException("--" + option + ": " + remedy);
      }
    }
  }

  private static Fill fill(String text) {
    for (Fill fill : Fill.values()) {
      if (fill.name().toLowerCase(Locale.ROOT).equals(text)) {
        return fill;
      }
    }
    throw new UserException("--udp-fill: expected nan, zero or previous, got \"" + text + "\"");
  }
}
