package dev.garrison.deploy;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import dev.garrison.deploy.remote.Words;
import java.util.List;

/** What {@code --runner} gives the runner, with what the cluster implies added. */
final class RunnerArguments {
  private RunnerArguments() {}

  /**
   * Adds what is missing and has the runner read it: a mistake is found before anything is started.
   *
   * @param text of {@code --runner}, as one would type it in a shell
   * @throws UserException if the runner would refuse it
   */
  static ImmutableList<String> read(Arguments arguments, String text, Roster roster) {
    ImmutableList<String> udp =
        arguments.has("UDP")
            ? ImmutableList.of("--udp", Integer.toString(arguments.integer("UDP", 0, 1)))
            : ImmutableList.of();
    try {
      ImmutableList<String> words = complete(arguments, Words.split(text), roster, udp);
      dev.garrison.runner.cli.Request.parse(words.toArray(String[]::new));
      return words;
    } catch (UserException e) {
      throw new UserException("--runner: " + e.getMessage(), e);
    }
  }

  private static ImmutableList<String> complete(
      Arguments arguments, ImmutableList<String> words, Roster roster, List<String> udp) {
    Arguments given = dev.garrison.runner.cli.Request.arguments(words.toArray(String[]::new));
    ImmutableList.Builder<String> all = ImmutableList.<String>builder().addAll(words);
    if (!given.has("server")) {
      all.add("--server", roster.spec().canonical());
    }
    if (!given.has("ps-job-name") && arguments.has("ps-job-name")) {
      all.add("--ps-job-name", roster.server().job());
    }
    if (!given.has("insecure") && arguments.has("insecure")) {
      all.add("--insecure");
    }
    if (!given.has("plugins") && arguments.has("plugins")) {
      all.add("--plugins").addAll(arguments.all("plugins"));
    }
    if (!given.has("no-wait")) {
      all.add("--no-wait");
    }
    return all.addAll(udp).build();
  }
}
