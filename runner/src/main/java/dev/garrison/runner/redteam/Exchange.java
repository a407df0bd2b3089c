package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a red team and its processes say to each other: an order per line on the process's standard
 * input, a reply per line on its standard output. Numbers come back with all their bits.
 */
final class Exchange {
  /** Marks replies: a JVM writes warnings of its own to the same stream. */
  private static final String REPLY = "garrison-reply ";

  private static final Gson GSON = new Gson();

  private Exchange() {}

  /**
   * @param key which run
   * @param words its command line
   */
  record Order(TrialKey key, List<String> words) {}

  /**
   * One of the three is there.
   *
   * @param trial the run
   * @param mistake what is wrong with the command
   * @param failure how the run broke off otherwise
   * @param details where it did
   */
  record Reply(Trial trial, String mistake, String failure, String details) {
    static Reply of(Trial trial) {
      return new Reply(trial, null, null, null);
    }

    static Reply mistake(String message) {
      return new Reply(null, message, null, null);
    }

    static Reply failure(String message, String details) {
      return new Reply(null, null, message, details);
    }
  }

  static String line(TrialKey key, ImmutableList<String> words) {
    return GSON.toJson(new Order(key, words)) + "\n";
  }

  static Order order(String line) {
    return GSON.fromJson(line, Order.class);
  }

  static String line(Reply reply) {
    return REPLY + GSON.toJson(reply) + "\n";
  }

  /** Empty if the line is something else. */
  static Optional<Reply> reply(String line) {
    try {
      return line.startsWith(REPLY)
          ? Optional.of(GSON.fromJson(line.substring(REPLY.length()), Reply.class))
          : Optional.empty();
    } catch (JsonSyntaxException e) {
      return Optional.empty();
    }
  }
}
