package dev.garrison.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat32;

class ParameterBuffersTest {
  // The third is a NaN with a payload.
  private static final int[] BITS = {0x3f800000, 0x80000000, 0x7fa00001};

  private static byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(BITS);
    return bytes.array();
  }

  @Test
  void bytesPutInAnywhereComeOutAsTheSameBits() {
    byte[] bytes = bytes();
    try (ParameterBuffers buffers = new ParameterBuffers(3)) {
      ParameterBuffers.Filling filling = buffers.take();
      filling.writeBytes(7, bytes, 7, 5);
      filling.writeBytes(0, bytes, 0, 7);
      try (Parameters parameters = filling.finish()) {
        float[] values = new float[3];
        parameters.copyTo(values);
        for (int i = 0; i < 3; i++) {
          assertEquals(BITS[i], Float.floatToRawIntBits(values[i]));
        }
        byte[] out = new byte[8];
        parameters.readBytes(5, out, 1, 7);
        byte[] expected = new byte[8];
        System.arraycopy(bytes, 5, expected, 1, 7);
        assertArrayEquals(expected, out);
      }
    }
  }

  @Test
  void aTensorGoesRound() {
    try (ParameterBuffers buffers = new ParameterBuffers(3)) {
      Parameters first = buffers.take().finish();
      TFloat32 tensor = first.tensor();
      try (Parameters second = buffers.take().finish()) {
        assertNotSame(tensor, second.tensor());
      }
      first.close();
      try (Parameters third = buffers.take().finish()) {
        assertSame(tensor, third.tensor());
      }
    }
  }

  @Test
  void anUnfinishedVectorGoesBack() {
    try (ParameterBuffers buffers = new ParameterBuffers(3)) {
      buffers.take().close();
      ParameterBuffers.Filling filling = buffers.take();
      filling.finish().close();
      filling.close();
      assertThrows(IllegalStateException.class, filling::finish);
    }
  }

  @Test
  void vectorsInUseOutliveTheBuffers() {
    ParameterBuffers buffers = new ParameterBuffers(3);
    Parameters parameters;
    try (ParameterBuffers.Filling filling = buffers.take()) {
      filling.writeBytes(0, bytes(), 0, 12);
      parameters = filling.finish();
    }
    buffers.close();
    float[] values = new float[3];
    parameters.copyTo(values);
    assertEquals(1, values[0]);
    parameters.close();
    assertThrows(IllegalStateException.class, buffers::take);
  }
}
