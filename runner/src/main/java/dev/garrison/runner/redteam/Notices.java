package dev.garrison.runner.redteam;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes on what runs write to standard error, each text once: that f is half of n is said by every
 * run. Any thread.
 */
final class Notices implements Consumer<Notice> {
  private Consumer<String> lines;
  private final Set<String> said = new HashSet<>();

  Notices(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Where lines go from now on. */
  synchronized void to(Consumer<String> others) {
    lines = others;
  }

  @Override
  public synchronized void accept(Notice notice) {
    if (said.add(notice.text())) {
      lines.accept(notice.toString());
    }
  }
}
