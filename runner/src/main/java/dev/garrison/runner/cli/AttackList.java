package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.UserException;
import dev.garrison.core.cli.Arguments;
import java.util.ArrayList;
import java.util.List;

/** The value of {@code --attacks}: {@code none,little,z:1.5,empire} are three. */
final class AttackList {
  private AttackList() {}

  /**
   * Splits at commas outside parentheses; {@code key:value} belongs to the attack before it.
   *
   * @throws UserException if a name is missing or there twice
   */
  static ImmutableList<String> parse(String text) {
    List<String> all = new ArrayList<>();
    for (String part : split(text)) {
      if (part.indexOf(':') >= 0 && !all.isEmpty()) {
        all.set(all.size() - 1, all.get(all.size() - 1) + "," + part);
      } else {
        all.add(part);
      }
    }
    for (String attack : all) {
      if (attack.isEmpty()) {
        throw new UserException(
            "--attacks: expected names between commas, like little,empire, got \"" + text + "\"");
      }
      Arguments.spec("attacks", attack, ImmutableList.of());
      if (all.stream().filter(attack::equals).count() > 1) {
        throw new UserException("--attacks: \"" + attack + "\" is given twice");
      }
    }
    return ImmutableList.copyOf(all);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).trim());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).trim());
    return parts;
  }
}
