package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackgroundTest {
  private static Stream<Throwable> failures() {
    return Stream.of(
        new OutOfMemoryError("of the test's"),
        new StackOverflowError(),
        new IllegalStateException("of the test's"));
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatAJobThrewIsThrownAtTheEnd(Throwable failure) {
    Background background = new Background("test");
    background.submit(() -> fail(failure));

    assertSame(failure, assertThrows(failure.getClass(), background::close));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatAJobThrewIsThrownAtTheNextStepAndNotAgain(Throwable failure) {
    try (Background background = new Background("test")) {
      background.submit(() -> fail(failure));
      background.awaitFewer(1);

      assertSame(failure, assertThrows(failure.getClass(), background::check));
    }
  }

  @Test
  void noJobIsTakenAfterOneThatFailed() {
    List<Integer> done = new ArrayList<>();
    try (Background background = new Background("test")) {
      background.submit(() -> fail(new OutOfMemoryError("of the test's")));
      background.awaitFewer(1);

      assertThrows(OutOfMemoryError.class, () -> background.submit(() -> done.add(1)));
      assertEquals(0, background.pending());
    }
    assertEquals(List.of(), done);
  }
}
