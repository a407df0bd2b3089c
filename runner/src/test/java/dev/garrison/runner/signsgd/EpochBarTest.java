package dev.garrison.runner.signsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochBarTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EpochBar bar(int width) {
    return new EpochBar(new PrintStream(out, true, StandardCharsets.UTF_8), width, 10, 200);
  }

  @ParameterizedTest
  @CsvSource({
    "0, epoch 15/20  test loss 0.1200 acc 94.00%  training loss 0.1000 acc 95.00%  0:20 left",
    "30, epoch 15/20  0:20 left",
    "48, epoch 15/20  test loss 0.1200 acc 94.00%",
    "52, epoch 15/20  test loss 0.1200 acc 94.00%  0:20 left",
    "64, [######...] epoch 15/20  test loss 0.1200 acc 94.00%  0:20 left",
    "90, epoch 15/20  test loss 0.1200 acc 94.00%  training loss 0.1000 acc 95.00%  0:20 left"
  })
  void isAsLongAsTheTerminalIsWide(int width, String expected) {
    EpochBar bar = bar(width);
    bar.show(new Scores(0.1, 0.95, 0.12, 0.94));
    assertEquals(expected, bar.text(150, 60));
  }

  @Test
  void isRawWithoutScores() {
    assertEquals("[###############...............] epoch 10/20  1:00 left", bar(80).text(100, 60));
  }

  @Test
  void saysNothingOfARunThatIsOverAtOnce() {
    EpochBar bar = bar(80);
    bar.step(1, 0.5);
    bar.close();
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
