package dev.garrison.cluster.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pools and wire rely on in every codec. */
public abstract class CodecContract {
  private static final long SEED = 20261120;

  /** A codec with the arguments under test. */
  protected abstract Codec codec();

  /** What is left of one value. */
  protected abstract float left(float value);

  private static float[] anything(int dimension, SplittableRandom random) {
    float[] special = {0, -0f, Float.NaN, Float.POSITIVE_INFINITY, -1, Float.MIN_VALUE, 1e38f};
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      int choice = random.nextInt(3 * special.length);
      vector[i] =
          choice < special.length ? special[choice] : Float.intBitsToFloat(random.nextInt());
    }
    return vector;
  }

  private Payload coded(float[] vector) {
    Payload payload = codec().payload(vector.length);
    codec().code(vector, payload);
    return payload;
  }

  @Test
  void everyCoordinateIsCodedByItself() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int d : new int[] {1, 2, 63, 64, 65, 127, 1000, 5000}) {
      float[] vector = anything(d, random);
      float[] original = vector.clone();
      float[] expected = new float[d];
      for (int i = 0; i < d; i++) {
        expected[i] = left(vector[i]);
      }
      assertArrayEquals(expected, coded(vector).toFloats(), "seed " + SEED + ", d " + d);
      assertArrayEquals(original, vector, "the vector is not changed");
    }
  }

  @Test
  void aVectorMayBeCodedInPlace() {
    float[] vector = anything(200, new SplittableRandom(SEED));
    float[] expected = coded(vector).toFloats();
    if (codec().payload(1) instanceof Payload.Floats) {
      codec().code(vector, new Payload.Floats(vector));
      assertArrayEquals(expected, vector);
    }
  }

  @Test
  void piecesArriveAsTheyWere() {
    SplittableRandom random = new SplittableRandom(SEED);
    int granule = codec().granule();
    for (int d : new int[] {1, 2, 63, 64, 65, 127, 1000, 5000}) {
      Payload sent = coded(anything(d, random));
      Payload came = codec().payload(d);
      came.lose(0, d);
      long bytes = 0;
      int at = 0;
      while (at < d) {
        int count = Math.min(d - at, granule * (1 + random.nextInt(20)));
        byte[] wire = new byte[codec().bytes(count) + 7];
        Arrays.fill(wire, (byte) 0x5a);
        codec().encode(sent, at, count, wire, 3);
        bytes += codec().bytes(count);
        assertEquals(0x5a, wire[2]);
        assertEquals(0x5a, wire[3 + codec().bytes(count)]);
        codec().decode(wire, 3, came, at, count);
        at += count;
      }
      assertEquals(codec().vectorBytes(d), bytes, "seed " + SEED + ", d " + d);
      assertArrayEquals(sent.toFloats(), came.toFloats(), "seed " + SEED + ", d " + d);
    }
  }

  @Test
  void anyBytesCanBeRead() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1000; i++) {
      int d = 1 + random.nextInt(300);
      byte[] wire = new byte[codec().bytes(d)];
      random.nextBytes(wire);
      Payload came = codec().payload(d);
      codec().decode(wire, 0, came, 0, d);
      // What was read can be sent on
      byte[] again = new byte[wire.length];
      codec().encode(came, 0, d, again, 0);
      Payload second = codec().payload(d);
      codec().decode(again, 0, second, 0, d);
      assertArrayEquals(came.toFloats(), second.toFloats(), "seed " + SEED);
    }
  }

  @Test
  void gapsAreMarkedOrTakenFromAnother() {
    int granule = codec().granule();
    int d = 5 * granule + granule / 2;
    float[] vector = new float[d];
    Arrays.fill(vector, -3);
    Payload payload = coded(vector);
    Payload other = coded(new float[d]);
    payload.lose(granule, 2 * granule);
    payload.zero(2 * granule, 3 * granule);
    payload.copy(other, 3 * granule, 4 * granule);
    payload.lose(5 * granule, d);
    float[] floats = payload.toFloats();
    boolean signs = payload instanceof Payload.Signs;
    float lost = signs ? 0 : Float.NaN;
    for (int k = 0; k < d; k++) {
      float expected =
          switch (k / granule) {
            case 1, 5 -> lost;
            case 2 -> 0;
            case 3 -> left(0);
            default -> left(-3);
          };
      assertEquals(expected, floats[k], "coordinate " + k);
    }
  }
}
