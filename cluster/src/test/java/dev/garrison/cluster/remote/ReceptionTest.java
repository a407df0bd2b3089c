package dev.garrison.cluster.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.cluster.Answer;
import dev.garrison.cluster.HalfTime;
import dev.garrison.cluster.RowBuffers;
import dev.garrison.cluster.WorkerCounts;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.wire.FrameMarshaller;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.PieceHeader;
import dev.garrison.cluster.wire.proto.ToServer;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One worker of d = 3 at steps 5 and 6. */
class ReceptionTest {
  private static final Optional<String> FINE = Optional.empty();

  private final WorkerTallies tallies = new WorkerTallies(1);
  private final StepBoard board = new StepBoard();
  private final Reception reception =
      new Reception(
          0,
          3,
          new Float32(),
          new RowBuffers<>(() -> new Payload.Floats(new float[3])),
          tallies,
          board,
          Optional.empty());

  @BeforeEach
  void ask() {
    ask(5);
  }

  private void ask(long step) {
    board.begin(new HalfTime(1));
    reception.begin();
    reception.expect(step);
  }

  private Optional<String> piece(long step, long offset, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(PieceHeader.SIZE + Float.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(PieceHeader.floats(1, step, offset, values.length).toBytes());
    bytes.asFloatBuffer().put(values);
    return reception.piece(
        (IncomingPiece<?>)
            new FrameMarshaller<>(ToServer.parser())
                .parse(new ByteArrayInputStream(bytes.array())));
  }

  private Optional<String> answered(long step) {
    return reception.answered(step, true, .5f);
  }

  private boolean isSettled() {
    return board.awaitAll(Duration.ZERO);
  }

  private void assertCounts(long late, long malformed) {
    assertEquals(new WorkerCounts(0, late, 0, malformed), tallies.counts().get(0));
  }

  @Test
  void piecesMakeAProposal() {
    assertEquals(FINE, piece(5, 0, 1));
    assertEquals(FINE, piece(5, 1, 2, 3));
    assertFalse(isSettled());
    assertEquals(FINE, answered(5));
    assertTrue(isSettled());
    assertFalse(reception.isFree());
    Answer answer = reception.take().orElseThrow();
    assertArrayEquals(new float[] {1, 2, 3}, answer.row());
    assertEquals(.5f, answer.loss());
    assertTrue(reception.isFree());
    assertCounts(0, 0);
  }

  @Test
  void aWorkerMayHaveNothingToSend() {
    assertEquals(FINE, reception.answered(5, false, 0));
    assertTrue(isSettled());
    assertTrue(reception.isSettled());
    assertEquals(Optional.empty(), reception.take());
    assertCounts(0, 0);
  }

  @Test
  void theFirstMistakeEndsAnAnswerAndTheRestIsPassedOver() {
    assertEquals(
        Optional.of("worker 0: values 1 to 2 of its proposal after 0 of 3"), piece(5, 1, 8));
    assertTrue(isSettled());
    assertEquals(FINE, piece(5, 0, 1, 2, 3));
    assertEquals(FINE, answered(5));
    assertEquals(Optional.empty(), reception.take());
    assertCounts(0, 1);
    ask(6);
    assertEquals(FINE, piece(6, 0, 4, 5, 6));
    assertEquals(FINE, answered(6));
    assertArrayEquals(new float[] {4, 5, 6}, reception.take().orElseThrow().row());
  }

  @Test
  void aProposalOfAnotherLengthIsMalformed() {
    piece(5, 0, 1, 2);
    assertEquals(Optional.of("worker 0: 2 values of 3 in its proposal"), answered(5));
    assertTrue(isSettled());
    assertCounts(0, 1);
  }

  @Test
  void whatComesAfterTheStepIsLateOnce() {
    piece(5, 0, 1);
    assertEquals(Optional.empty(), reception.take());
    assertFalse(reception.isFree());
    reception.begin();
    assertFalse(reception.isOpen());
    assertEquals(FINE, piece(5, 1, 2, 3));
    assertEquals(FINE, answered(5));
    assertTrue(reception.isFree());
    assertCounts(1, 0);
    ask(6);
    assertEquals(FINE, answered(5));
    assertFalse(isSettled());
    assertCounts(2, 0);
  }

  @Test
  void anAnswerToAStepToComeEndsTheWait() {
    piece(7, 0, 1, 2, 3);
    assertEquals(FINE, answered(7));
    assertTrue(isSettled());
    assertEquals(Optional.empty(), reception.take());
    assertCounts(1, 0);
  }

  @Test
  void aSecondAnswerIsLateAndChangesNothing() {
    piece(5, 0, 1, 2, 3);
    answered(5);
    assertEquals(FINE, piece(5, 0, 7, 8, 9));
    assertEquals(FINE, answered(5));
    assertArrayEquals(new float[] {1, 2, 3}, reception.take().orElseThrow().row());
    assertCounts(1, 0);
  }

  @Test
  void aLostNodeIsNotWaitedForAndCanBeAskedAgain() {
    piece(5, 0, 1);
    reception.lost();
    assertTrue(isSettled());
    assertTrue(reception.isOpen());
    reception.expect(5);
    assertEquals(FINE, piece(5, 0, 1, 2, 3));
    assertEquals(FINE, answered(5));
    assertTrue(reception.take().isPresent());
  }

  @Test
  void aProposalThatIsThereOutlivesItsNode() {
    piece(5, 0, 1, 2, 3);
    answered(5);
    reception.lost();
    assertTrue(reception.take().isPresent());
  }

  @Test
  void aWorkerIsAskedForOneStepAtATime() {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> reception.expect(6));
    assertEquals("worker 0 is not done", e.getMessage());
  }
}
