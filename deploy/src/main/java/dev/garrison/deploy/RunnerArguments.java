package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.deploy.remote.Words;

/** What {@code --runner} gives the runner, with what the cluster implies added. */
final class RunnerArguments {
  private RunnerArguments() {}

  /**
   * @param text of {@code --runner}, as one would type it in a shell
   */
  static ImmutableList<String> read(Arguments arguments, String text, Roster roster) {
    ImmutableList<String> given;
    try {
      given = Words.split(text);
    } catch (UserException e) {
      throw new UserException("--runner: " + e.getMessage(), e);
    }
    ImmutableList.Builder<String> words = ImmutableList.<String>builder().addAll(given);
    if (!given.contains("--server")) {
      words.add("--server", roster.spec().canonical());
    }
    if (!given.contains("--ps-job-name") && arguments.has("ps-job-name")) {
      words.add("--ps-job-name", roster.server().job());
    }
    if (!given.contains("--insecure") && arguments.has("insecure")) {
      words.add("--insecure");
    }
    if (!given.contains("--plugins") && arguments.has("plugins")) {
      words.add("--plugins").addAll(arguments.all("plugins"));
    }
    if (!given.contains("--no-wait")) {
      words.add("--no-wait");
    }
    if (arguments.has("UDP")) {
      words.add("--udp", Integer.toString(arguments.integer("UDP", 0, 1)));
    }
    return words.build();
  }
}
