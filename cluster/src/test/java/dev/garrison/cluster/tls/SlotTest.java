package dev.garrison.cluster.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {
  @Test
  void isReadAsItIsWritten() {
    assertEquals(new Slot("workers", 3), Slot.parse("workers:3"));
    assertEquals("workers:3", new Slot("workers", 3).toString());
  }

  @Test
  void aJobMayHaveAColon() {
    assertEquals(new Slot("a:b", 0), Slot.parse("a:b:0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "workers", "workers:", ":3", "workers:-1", "workers:x", "workers:1.5"})
  void anythingElseIsRefused(String text) {
    UserException refused = assertThrows(UserException.class, () -> Slot.parse(text));
    assertEquals("expected JOB:INDEX like workers:3, got \"" + text + "\"", refused.getMessage());
  }
}
