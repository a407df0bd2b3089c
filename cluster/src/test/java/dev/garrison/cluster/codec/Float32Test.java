package dev.garrison.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Float32Test extends CodecContract {
  @Override
  protected Codec codec() {
    return new Float32();
  }

  @Override
  protected float left(float value) {
    return value;
  }

  @Test
  void takesFourBytesACoordinate() {
    assertEquals(100_000_000, codec().vectorBytes(25_000_000));
  }
}
