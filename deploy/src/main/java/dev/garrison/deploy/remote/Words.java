package dev.garrison.deploy.remote;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;

/** Commands in one string, cut into words and put together again as a shell does it. */
public final class Words {
  private Words() {}

  /**
   * Cuts at spaces, but for those within quotes or behind a backslash. Nothing is expanded.
   *
   * @throws UserException if a quote does not end
   */
  public static ImmutableList<String> split(String command) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      boolean escapes =
          c == '\\'
              && i + 1 < command.length()
              && (quote == 0 || quote == '"' && "\"\\$`".indexOf(command.charAt(i + 1)) >= 0);
      if (escapes) {
        word.append(command.charAt(++i));
        inWord = true;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new UserException("a quote " + quote + " that does not end: " + command);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words.build();
  }

  /** One word as a POSIX shell reads it, whatever is in it. */
  public static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
