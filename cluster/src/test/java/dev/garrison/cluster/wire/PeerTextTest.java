package dev.garrison.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PeerTextTest {
  @Test
  void whatCouldFoolATerminalIsTakenOut() {
    assertEquals("worker «ü» 世界", PeerText.clean("worker «ü» 世界"));
    assertEquals("a?b?c?[31m?", PeerText.clean("a\nb\rc\u001b[31m\u0000"));
    assertEquals("???", PeerText.clean("\u202e\u2028\ud800"));
  }

  @Test
  void longTextIsCut() {
    assertEquals("x".repeat(300), PeerText.clean("x".repeat(300)));
    assertEquals("x".repeat(300) + "...", PeerText.clean("x".repeat(301)));
  }
}
