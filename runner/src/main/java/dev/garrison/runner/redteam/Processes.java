package dev.garrison.runner.redteam;

import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.cli.RunConfig;
import java.util.Locale;
import java.util.function.Consumer;

/** How many runs are made at once. */
final class Processes {
  private static final long GIB = 1 << 30;

  /** Taken for granted where the machine does not say what a run needs. */
  private static final long UNKNOWN_NEED = GIB;

  private Processes() {}

  /**
   * What the user says, else what the machine can.
   *
   * @param config of one of the runs, one of which this process has tried
   * @param warnings told if the user asks for more than fits
   */
  static int count(RedTeamRequest request, RunConfig config, int runs, Consumer<String> warnings) {
    long need = Machine.peakMemory().orElse(UNKNOWN_NEED);
    long available = Machine.availableMemory();
    if (request.processes().isPresent()) {
      int asked = Math.min(runs, request.processes().getAsInt());
      if (asked > 1 && asked > fitting(Integer.MAX_VALUE, runs, available, need)) {
        warnings.accept(
            String.format(
                Locale.ROOT,
                "warn: --processes %d: each needs about %.1f GiB, and %.1f GiB are free",
                asked,
                need / (double) GIB,
                available / (double) GIB));
      }
      return asked;
    }
    if (config.behaviour().gpu()) {
      // A process takes the whole GPU
      return 1;
    }
    int cores = Runtime.getRuntime().availableProcessors() / config.numerics().workerThreads();
    return fitting(cores, runs, available, need);
  }

  /**
   * The most that cores, runs and memory allow, at least 1.
   *
   * @param available bytes of memory
   * @param need bytes of one process, to which a quarter is added
   */
  static int fitting(int cores, int runs, long available, long need) {
    long room = available / (need + need / 4);
    return (int) Math.max(1, Math.min(room, Math.min(cores, runs)));
  }
}
