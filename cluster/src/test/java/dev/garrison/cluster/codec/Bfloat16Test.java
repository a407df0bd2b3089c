package dev.garrison.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test extends CodecContract {
  @Override
  protected Codec codec() {
    return new Bfloat16();
  }

  /** By hand: the nearer of the two neighbours with 16 zero bits, by exact arithmetic. */
  @Override
  protected float left(float value) {
    if (!Float.isFinite(value)) {
      return value;
    }
    int lower = Float.floatToRawIntBits(value) & 0xffff0000;
    float down = Float.intBitsToFloat(lower);
    float up = Float.intBitsToFloat(lower + 0x10000);
    BigDecimal above = Float.isInfinite(up) ? beyondTheGreatest(up > 0) : new BigDecimal(up);
    int nearer =
        new BigDecimal(value)
            .subtract(new BigDecimal(down))
            .abs()
            .compareTo(above.subtract(new BigDecimal(value)).abs());
    boolean even = (lower & 0x10000) == 0;
    return nearer < 0 || nearer == 0 && even ? down : up;
  }

  /** What would follow the greatest number if there were greater exponents. */
  private static BigDecimal beyondTheGreatest(boolean positive) {
    BigDecimal two = BigDecimal.valueOf(2).pow(128);
    return positive ? two : two.negate();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.00390625, 1", // half a step above an even one
    "1.01171875, 1.015625", // half a step above an odd one
    "1.0039064, 1.0078125",
    "-2.00001, -2",
    "3.39e38, 3.3895314e38",
    "3.4028235e38, Infinity"
  })
  void roundsToTheNearestAndToEvenWhereTwoAre(float value, float expected) {
    assertEquals(expected, left(value), "the oracle");
    Payload payload = codec().payload(1);
    codec().code(new float[] {value}, payload);
    assertEquals(expected, payload.toFloats()[0]);
  }

  @Test
  void theUpperHalfTravelsLowestByteFirst() {
    byte[] wire = new byte[4];
    codec().encode(new Payload.Floats(new float[] {1, -2.5f}), 0, 2, wire, 0);
    assertArrayEquals(new byte[] {(byte) 0x80, 0x3f, 0x20, (byte) 0xc0}, wire);
  }

  @Test
  void notANumberStaysNotANumber() {
    // All of its payload is in the lower half
    float nan = Float.intBitsToFloat(0x7f800001);
    Payload payload = codec().payload(1);
    codec().code(new float[] {nan}, payload);
    assertEquals(Float.NaN, payload.toFloats()[0]);
  }
}
