package dev.garrison.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.cluster.wire.proto.StateSent;
import dev.garrison.cluster.wire.proto.ToServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final PieceSource SOURCE = (from, count, out) -> {};
  private static final int LENGTH = 2 * PieceHeader.MOST + 1;

  private final List<String> log = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private Runnable whenSent = () -> {};
  private final Outbox<ToServer> outbox = new Outbox<>(new Line());

  private final class Line implements Outbox.Line<ToServer> {
    @Override
    public boolean isReady() {
      return room > 0;
    }

    @Override
    public void send(Frame<ToServer> frame) {
      room--;
      log.add(
          frame instanceof Frame.Control<ToServer> control
              ? "message " + control.message().getStateSent().getRequest()
              : frame instanceof Frame.Raw<ToServer> ? "raw" : "floats " + frame.size());
      whenSent.run();
    }
  }

  private static ToServer message(int number) {
    return ToServer.newBuilder().setStateSent(StateSent.newBuilder().setRequest(number)).build();
  }

  private void vector() {
    outbox.send(1, 0, SOURCE, LENGTH, () -> log.add("done"));
  }

  @Test
  void everythingLeavesInOrder() {
    outbox.send(message(1));
    vector();
    outbox.send(message(2));
    outbox.sendRaw(new byte[1]);
    assertEquals(
        List.of(
            "message 1", "floats 262172", "floats 262172", "floats 32", "done", "message 2", "raw"),
        log);
    assertTrue(outbox.isEmpty());
  }

  @Test
  void aVectorThatCannotTravelIsRefusedAndInNobodysWay() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> outbox.send(1, -1, SOURCE, LENGTH, () -> log.add("done")));
    assertEquals("step: expected 0 or more, got -1", e.getMessage());
    outbox.send(message(1));
    assertEquals(List.of("message 1"), log);
  }

  @Test
  void aVectorWaitsUntilTheLineIsReady() {
    room = 1;
    vector();
    outbox.send(message(1));
    assertEquals(List.of("floats 262172"), log);
    assertFalse(outbox.isEmpty());
    room = 1;
    outbox.pump();
    assertEquals(2, log.size());
    room = 10;
    outbox.pump();
    assertEquals(List.of("floats 262172", "floats 262172", "floats 32", "done", "message 1"), log);
  }

  @Test
  void anEmptyVectorIsDoneAtOnce() {
    room = 0;
    outbox.send(1, 0, SOURCE, 0, () -> log.add("done"));
    assertEquals(List.of("done"), log);
  }

  @Test
  void closingFinishesWhatWaitsAndLetsNothingThrough() {
    room = 1;
    vector();
    outbox.close(() -> log.add("last"));
    room = 10;
    vector();
    outbox.send(message(1));
    outbox.sendRaw(new byte[1]);
    outbox.pump();
    outbox.close(() -> log.add("again"));
    assertEquals(List.of("floats 262172", "done", "last", "done"), log);
  }

  @Test
  void theLineMayCallBackWhileItTakesAFrame() {
    whenSent = outbox::pump;
    vector();
    assertEquals(List.of("floats 262172", "floats 262172", "floats 32", "done"), log);
    log.clear();
    whenSent = () -> outbox.close(() -> log.add("last"));
    vector();
    outbox.send(message(1));
    assertEquals(List.of("floats 262172", "done", "last"), log);
  }
}
