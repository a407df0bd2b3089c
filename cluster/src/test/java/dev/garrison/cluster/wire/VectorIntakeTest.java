package dev.garrison.cluster.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.cluster.wire.proto.ToServer;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class VectorIntakeTest {
  private static IncomingPiece<ToServer> piece(long offset, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new IncomingPiece<>(
        PieceHeader.floats(1, 0, offset, values.length),
        bytes.capacity(),
        new ByteArrayInputStream(bytes.array()));
  }

  @Test
  void takesPiecesInOrderOnly() {
    VectorIntake intake = new VectorIntake(3);
    assertFalse(intake.accept(piece(1, 8)));
    assertTrue(intake.accept(piece(0, 1, 2)));
    assertFalse(intake.accept(piece(0, 8)));
    assertFalse(intake.accept(piece(2, 3, 4)));
    assertThrows(IllegalStateException.class, intake::values);
    assertTrue(intake.accept(piece(2, 3)));
    assertTrue(intake.isWhole());
    assertArrayEquals(new float[] {1, 2, 3}, intake.values());
  }

  @Test
  void aVectorMayBeEmpty() {
    VectorIntake intake = new VectorIntake(0);
    assertTrue(intake.isWhole());
    assertEquals(0, intake.values().length);
  }

  @Test
  void anAnnouncementTakesNoMemory() {
    // 8 GiB, were it believed.
    VectorIntake intake = new VectorIntake(Integer.MAX_VALUE);
    assertTrue(intake.accept(piece(0, 1)));
    assertFalse(intake.isWhole());
  }

  @Test
  void memoryGrowsWithWhatComes() {
    int length = 3_000_000;
    VectorIntake intake = new VectorIntake(length);
    float[] values = new float[PieceHeader.MOST];
    for (int from = 0; from < length; from += values.length) {
      float[] some = from + values.length > length ? new float[length - from] : values;
      some[0] = from;
      assertTrue(intake.accept(piece(from, some)));
    }
    assertEquals(length, intake.values().length);
    assertEquals(2 << 20, intake.values()[2 << 20]);
  }
}
