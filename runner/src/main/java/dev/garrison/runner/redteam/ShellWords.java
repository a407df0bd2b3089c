package dev.garrison.runner.redteam;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as a person would type it. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,=+@%-]+");

  private ShellWords() {}

  /** Words between spaces, quoted for a POSIX shell where need be. */
  static String join(String... words) {
    return Arrays.stream(words)
        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
