package dev.garrison.runner.redteam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private final Tally tally = new Tally(2, () -> 0);

  private void finish(Display display, Trial trial) {
    tally.finished(trial);
    display.finished(trial);
  }

  @Test
  void linesSayWhatCameOut() {
    try (Display display = new LineDisplay(out, tally)) {
      finish(display, Trials.of("none", 1, 0.75));
      finish(display, Trials.diverged("nan", 1));
    }
    assertEquals(
        "1/2  none, seed 1: 0.7500  1.0 s  0:00 left\n2/2  nan, seed 1: diverged  0.5 s  0:00 left\n",
        bytes.toString(UTF_8));
  }

  @Test
  void theBarLeavesRoomForLinesAndEndsWithTheLastState() {
    try (Display display = new BarDisplay(out, tally, 60)) {
      finish(display, Trials.of("none", 1, 0.75));
      display.line("warn: something");
      finish(display, Trials.diverged("nan", 1));
    }
    String text = bytes.toString(UTF_8);
    assertTrue(text.contains("\rwarn: something" + " ".repeat(59 - 15) + "\n"), text);
    String[] frames = text.split("\r", -1);
    String last = frames[frames.length - 1];
    assertTrue(last.contains("] 2/2  0:00 left  worst 0.0000 nan"), last);
    for (String frame : frames) {
      assertTrue(frame.stripTrailing().length() < 60, frame);
    }
  }

  @Test
  void aNoticeIsShownOnceWithTheRunThatSaidItFirst() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    Notices notices = new Notices(first::add);
    notices.accept(new Notice("", "warn: f"));
    notices.to(second::add);
    notices.accept(new Notice("nan, seed 1", "warn: f"));
    notices.accept(new Notice("nan, seed 1", "step 0 is skipped"));
    notices.accept(new Notice("nan, seed 2", "step 0 is skipped"));
    assertEquals(List.of("warn: f"), first);
    assertEquals(List.of("nan, seed 1: step 0 is skipped"), second);
  }

  @Test
  void whatIsWrittenToStandardErrorBecomesLines() {
    PrintStream real = System.err;
    List<String> lines = new ArrayList<>();
    ErrorLines.during(
        lines::add,
        () -> {
          System.err.print("one\r\ntw");
          System.err.print("o é\n\nrest");
        });
    assertEquals(List.of("one", "two é", "", "rest"), lines);
    assertEquals(real, System.err);
  }
}
