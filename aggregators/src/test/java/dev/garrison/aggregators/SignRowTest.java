package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.aggregators.SignRow.Zeros;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignRowTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.intBitsToFloat(0xffc0_0000),
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private static float[] values(long seed, int d) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[d];
    for (int k = 0; k < d; k++) {
      values[k] =
          random.nextInt(5) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  private static SignRow packed(float[] values, Zeros zeros) {
    SignRow row = new SignRow(values.length);
    // What was there before must not show
    Arrays.fill(row.negatives(), -1);
    Arrays.fill(row.silent(), -1);
    row.pack(values, zeros);
    return row;
  }

  private static float[] unpacked(SignRow row) {
    float[] out = Rows.filled(row.dimension(), Float.NaN);
    row.unpack(out);
    return out;
  }

  private static float sign(float value, Zeros zeros) {
    return value > 0 ? 1 : value < 0 ? -1 : zeros == Zeros.SILENT ? 0 : 1;
  }

  private static float[] signs(float[] values, Zeros zeros) {
    float[] signs = new float[values.length];
    for (int k = 0; k < signs.length; k++) {
      signs[k] = sign(values[k], zeros);
    }
    return signs;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 63, 64, 65, 127, 128, 4095, 4096, 4097, 16_384, 16_385, 50_000})
  void packsAndUnpacksTheSignsOfEveryLength(int d) {
    float[] values = values(d, d);
    for (Zeros zeros : Zeros.values()) {
      SignRow row = packed(values, zeros);
      String message = "seed %d, %s".formatted(d, zeros);
      assertArrayEquals(signs(values, zeros), unpacked(row), message);
      assertEquals((d + 63) / 64, row.negatives().length);
      assertEquals(SignRow.words(d), row.silent().length);
      int silent = 0;
      for (int k = 0; k < 64 * SignRow.words(d); k++) {
        float sign = k < d ? sign(values[k], zeros) : 1;
        assertEquals(sign < 0 ? 1 : 0, row.negatives()[k / 64] >>> (k % 64) & 1, message);
        assertEquals(sign == 0 ? 1 : 0, row.silent()[k / 64] >>> (k % 64) & 1, message);
        silent += sign == 0 ? 1 : 0;
      }
      assertEquals(silent, row.countSilent(), message);
      assertEquals(silent > 0, row.hasSilent(), message);
    }
  }

  @Test
  void isPositiveAtFirstAndWhenCleared() {
    SignRow row = new SignRow(70);
    assertArrayEquals(Rows.filled(70, 1), unpacked(row));
    row.pack(values(1, 70), Zeros.SILENT);
    row.clear();
    assertArrayEquals(Rows.filled(70, 1), unpacked(row));
  }

  @Test
  void bytesAreInTheOrderOfTheCoordinatesWithTheLowestByteFirst() {
    float[] values = values(2, 1000);
    SignRow row = packed(values, Zeros.SILENT);
    ByteBuffer bytes = ByteBuffer.allocate(8 * SignRow.words(1000)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(row.negatives());
    for (int k = 0; k < 1000; k++) {
      assertEquals(values[k] < 0 ? 1 : 0, bytes.get(k / 8) >>> (k % 8) & 1, "seed 2, column " + k);
    }
  }

  @Test
  void isPackedInPiecesByAnyThreads() {
    float[] values = values(3, 20_000);
    SignRow whole = packed(values, Zeros.SILENT);
    SignRow pieces = new SignRow(20_000);
    Arrays.fill(pieces.negatives(), -1);
    Arrays.fill(pieces.silent(), -1);
    int[] cuts = {0, 64, 64, 6400, 19_968, 20_000};
    IntStream.range(1, cuts.length)
        .parallel()
        .forEach(i -> pieces.pack(values, cuts[i - 1], cuts[i], Zeros.SILENT));
    assertArrayEquals(whole.negatives(), pieces.negatives(), "seed 3");
    assertArrayEquals(whole.silent(), pieces.silent(), "seed 3");
  }

  @Property(tries = 200, seed = "20261120")
  void unpacksAndAppliesAnyRangeAndNothingElse(
      @ForAll @IntRange(max = 1_000_000) int seed,
      @ForAll @IntRange(max = 400) int from,
      @ForAll @IntRange(max = 400) int length,
      @ForAll @IntRange(max = 130) int after) {
    int to = from + length;
    float[] values = values(seed, to + after);
    SignRow row = packed(values, Zeros.SILENT);
    float[] out = Rows.filled(to + after, 7);
    row.unpack(out, from, to);
    float[] expected = Rows.filled(to + after, 7);
    for (int k = from; k < to; k++) {
      expected[k] = sign(values[k], Zeros.SILENT);
    }
    assertArrayEquals(expected, out, "seed " + seed);
    float[] x = values(seed + 1L, length + 3);
    float[] moved = x.clone();
    row.apply(0.99f, 1e-3f, moved, from, to);
    for (int k = 0; k < length; k++) {
      float kept = x[k] * 0.99f;
      float step = 1e-3f * sign(values[from + k], Zeros.SILENT);
      x[k] = kept - step;
    }
    assertArrayEquals(x, moved, "seed " + seed);
  }

  @Test
  void applyingMeansTheseFloatOperationsAndNoOthers() {
    SignRow row = packed(new float[] {1, -1, 0, 1, -1, 0, 1}, Zeros.SILENT);
    float x = 1 + 0x1p-23f;
    float move = 0x1.8p-23f;
    float[] all = {x, x, x, -0f, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE};
    row.apply(x, move, all, 0, 7);
    float kept = 1 + 0x1p-22f;
    assertArrayEquals(
        new float[] {1, kept + move, kept, -move, Float.NEGATIVE_INFINITY, Float.NaN, -move}, all);
    // A fused multiply-add would not have rounded the product
    assertEquals(1 + 0x1p-23f, Math.fma(x, x, -move));
  }

  @Test
  void givesTheSameBitsForEveryNumberOfThreads() {
    float[] values = values(4, 100_000);
    SignRow inCaller = packed(values, Zeros.SILENT);
    for (int threads : new int[] {1, 2, 7}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        SignRow row = pool.submit(() -> packed(values, Zeros.SILENT)).join();
        assertArrayEquals(inCaller.negatives(), row.negatives(), threads + " threads, seed 4");
        assertArrayEquals(inCaller.silent(), row.silent(), threads + " threads, seed 4");
        float[] out = pool.submit(() -> unpacked(row)).join();
        assertArrayEquals(signs(values, Zeros.SILENT), out, threads + " threads, seed 4");
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void copiesAnotherRow() {
    SignRow row = packed(values(5, 300), Zeros.SILENT);
    SignRow copy = packed(values(6, 300), Zeros.SILENT);
    copy.copyFrom(row);
    assertArrayEquals(unpacked(row), unpacked(copy), "seeds 5, 6");
    row.clear();
    assertArrayEquals(signs(values(5, 300), Zeros.SILENT), unpacked(copy), "seed 5");
  }

  @Test
  void tidiesWhatAPeerMayHaveSent() {
    SignRow row = new SignRow(70);
    Arrays.fill(row.negatives(), -1);
    row.silent()[0] = 0b101;
    row.silent()[1] = -1L << 6;
    row.tidy();
    assertArrayEquals(new long[] {~0b101L, 0b111111}, row.negatives());
    assertArrayEquals(new long[] {0b101, 0}, row.silent());
    SignRow full = new SignRow(64);
    full.silent()[0] = Long.MIN_VALUE;
    full.tidy();
    assertEquals(1, full.countSilent());
    new SignRow(0).tidy();
  }

  @Test
  void refusesWhatDoesNotFit() {
    SignRow row = new SignRow(130);
    assertMessage("dimension: expected at least 0, got -1", () -> new SignRow(-1));
    assertMessage(
        "row: expected length 130, got 129", () -> row.pack(new float[129], Zeros.SILENT));
    assertMessage("out: expected length 130, got 131", () -> row.unpack(new float[131]));
    assertMessage("other: expected length 130, got 1", () -> row.copyFrom(new SignRow(1)));
    assertMessage(
        "columns: expected multiples of 64 or the end at 130, got 1 to 64",
        () -> row.pack(new float[130], 1, 64, Zeros.SILENT));
    assertMessage(
        "columns: expected multiples of 64 or the end at 130, got 64 to 129",
        () -> row.pack(new float[130], 64, 129, Zeros.SILENT));
    float[] floats = new float[130];
    assertThrows(IndexOutOfBoundsException.class, () -> row.unpack(floats, 0, 131));
    assertThrows(IndexOutOfBoundsException.class, () -> row.apply(1, 1, floats, 100, 131));
    assertThrows(IndexOutOfBoundsException.class, () -> row.apply(1, 1, new float[9], 0, 10));
  }

  private static void assertMessage(String message, Executable what) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
  }
}
