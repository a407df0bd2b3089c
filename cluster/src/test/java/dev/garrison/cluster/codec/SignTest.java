package dev.garrison.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.garrison.aggregators.SignRow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignTest extends CodecContract {
  @Override
  protected Codec codec() {
    return new Sign(SignRow.Zeros.POSITIVE);
  }

  @Override
  protected float left(float value) {
    return value < 0 ? -1 : 1;
  }

  @Test
  void takesABitACoordinate() {
    assertEquals(3_125_000, codec().vectorBytes(25_000_000));
    assertEquals(1, codec().vectorBytes(1));
    assertEquals(9, codec().vectorBytes(65));
  }

  @Test
  void theLayoutIsTheDocumentedOne() {
    Payload payload = codec().payload(10);
    codec().code(new float[] {1, -1, 0, -0f, -2, 3, 4, 5, -6, -7}, payload);
    byte[] wire = new byte[2];
    codec().encode(payload, 0, 10, wire, 0);
    assertArrayEquals(new byte[] {0b00010010, 0b00000011}, wire);
  }

  @Test
  void bitsBehindTheEndAreDropped() {
    Payload payload = codec().payload(3);
    codec().decode(new byte[] {-1}, 0, payload, 0, 3);
    assertEquals(7, ((Payload.Signs) payload).row().negatives()[0]);
  }

  /** With a second bit. */
  @Nested
  class Silent extends CodecContract {
    @Override
    protected Codec codec() {
      return new Sign(SignRow.Zeros.SILENT);
    }

    @Override
    protected float left(float value) {
      return value < 0 ? -1 : value > 0 ? 1 : 0;
    }

    @Test
    void takesTwoBitsACoordinate() {
      assertEquals(6_250_000, codec().vectorBytes(25_000_000));
    }

    @Test
    void whoIsSilentIsNotNegative() {
      Payload payload = codec().payload(8);
      codec().decode(new byte[] {0b0111, 0b0101}, 0, payload, 0, 8);
      assertArrayEquals(new float[] {0, -1, 0, 1, 1, 1, 1, 1}, payload.toFloats());
    }

    @Test
    void aRowIsSentWithAsFewBitsAsItTakes() {
      SignRow row = new SignRow(100);
      assertEquals(13, Sign.of(row).vectorBytes(100));
      row.silent()[1] = 2;
      assertEquals(26, Sign.of(row).vectorBytes(100));
    }
  }
}
