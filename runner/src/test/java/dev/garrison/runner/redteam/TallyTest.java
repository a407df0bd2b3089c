package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(-5);
  private final Tally tally = new Tally(4, clock::get);

  @Test
  void timeLeftIsThatOfTheRunsSoFarAndRunsDown() {
    assertEquals(OptionalDouble.empty(), tally.secondsLeft());
    tally.started(new TrialKey("none", 1));
    clock.addAndGet(10 * SECOND);
    tally.finished(Trials.of("none", 1, 0.9));
    assertEquals(30, tally.secondsLeft().orElseThrow());
    clock.addAndGet(4 * SECOND);
    assertEquals(26, tally.secondsLeft().orElseThrow());
    clock.addAndGet(100 * SECOND);
    assertEquals(0, tally.secondsLeft().orElseThrow());
  }

  @Test
  void theLineNamesWhatIsBeingDone() {
    assertEquals("[..............................] 0/4", StatusLine.text(tally, 80));
    tally.started(new TrialKey("none", 1));
    tally.started(new TrialKey("nan", 1));
    assertEquals("none, seed 1 +1", tally.running());
    clock.addAndGet(60 * SECOND);
    tally.finished(Trials.of("none", 1, 0.9));
    assertEquals(
        "[#######.......................] 1/4  nan, seed 1  3:00 left  worst 0.9000 none",
        StatusLine.text(tally, 90));
    assertEquals("1/4  nan, seed 1  3:00 left", StatusLine.text(tally, 30));
    assertEquals("1/4", StatusLine.text(tally, 3));
    for (int width = 3; width < 120; width++) {
      assertTrue(StatusLine.text(tally, width).length() <= width);
    }
  }
}
