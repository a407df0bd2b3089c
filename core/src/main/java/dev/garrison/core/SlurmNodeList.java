package dev.garrison.core;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slurm's short form of a list of hosts: {@code node[01-03,7],gpu1} is node01, node02, node03,
 * node7 and gpu1, as {@code scontrol show hostnames} has it. Several brackets in one name are
 * combined, the last one running fastest.
 */
final class SlurmNodeList {
  private static final Pattern BRACKETS = Pattern.compile("([^\\[\\],]*)\\[([0-9,-]+)\\](.*)");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
  private static final int MOST = 100_000;

  private SlurmNodeList() {}

  /**
   * The hosts in their order.
   *
   * @throws UserException if the text is not of the form
   */
  static List<String> expand(String list) {
    List<String> hosts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= list.length(); i++) {
      char c = i < list.length() ? list.charAt(i) : ',';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        expand(list, "", list.substring(begin, i), hosts);
        begin = i + 1;
      }
    }
    if (depth != 0) {
      throw unreadable(list);
    }
    return hosts;
  }

  private static void expand(String list, String prefix, String rest, List<String> hosts) {
    Matcher matcher = BRACKETS.matcher(rest);
    if (!matcher.matches()) {
      String host = prefix + rest;
      if (host.isEmpty() || host.contains("[") || host.contains("]") || hosts.size() >= MOST) {
        throw unreadable(list);
      }
      hosts.add(host);
      return;
    }
    for (String number : numbers(list, matcher.group(2))) {
      expand(list, prefix + matcher.group(1) + number, matcher.group(3), hosts);
    }
  }

  private static List<String> numbers(String list, String ranges) {
    List<String> numbers = new ArrayList<>();
    for (String text : ranges.split(",", -1)) {
      Matcher range = RANGE.matcher(text);
      if (!range.matches()) {
        throw unreadable(list);
      }
      String first = range.group(1);
      int low = Integer.parseInt(first);
      int high = range.group(2) == null ? low : Integer.parseInt(range.group(2));
      if (high < low || high - low >= MOST) {
        throw unreadable(list);
      }
      for (int i = low; i <= high; i++) {
        numbers.add(Strings.padStart(Integer.toString(i), first.length(), '0'));
      }
    }
    return numbers;
  }

  private static UserException unreadable(String list) {
    return new UserException(
        "cluster specification: slurm: expected hosts like node[01-03,7],gpu1, got \""
            + list
            + "\"");
  }
}
