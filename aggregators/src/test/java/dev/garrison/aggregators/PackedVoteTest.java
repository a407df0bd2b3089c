package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.garrison.aggregators.MajorityVote.Tie;
import dev.garrison.aggregators.SignRow.Zeros;
import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The majority vote of packed signs: against counting, and against the vote of floats. */
class PackedVoteTest {
  /** About a block of 16,384 columns, and about a word. */
  private static final int[] DIMENSIONS = {
    1, 2, 63, 64, 65, 127, 128, 4095, 4096, 4097, 16_383, 16_384, 16_385, 33_000
  };

  private static SignRow[] packed(float[][] rows) {
    SignRow[] signs = new SignRow[rows.length];
    for (int i = 0; i < rows.length; i++) {
      signs[i] = new SignRow(rows[i].length);
      signs[i].pack(rows[i], Zeros.SILENT);
    }
    return signs;
  }

  private static int[] workers(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static MajorityVote rule(int n, Tie tie, long seed) {
    return new MajorityVote(new Cohort(n, 0), tie, new Seed(seed));
  }

  private static SignRow vote(MajorityVote rule, long step, SignRow... rows) {
    SignRow out = new SignRow(rows[0].dimension());
    // What was there before must not show
    Arrays.fill(out.negatives(), -1);
    Arrays.fill(out.silent(), -1);
    rule.vote(Proposals.ofSigns(step, workers(rows.length), rows), out);
    return out;
  }

  /** Rows of −1, 0 and 1, of which the share {@code silence} is 0, some rows without any. */
  private static float[][] signs(long seed, int n, int d, double silence) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      double share = random.nextInt(3) == 0 ? 0 : silence;
      for (int k = 0; k < d; k++) {
        row[k] = random.nextDouble() < share ? 0 : random.nextBoolean() ? 1 : -1;
      }
    }
    return rows;
  }

  private static float[] counted(float[][] rows) {
    float[] out = new float[rows[0].length];
    for (int k = 0; k < out.length; k++) {
      float sum = 0;
      for (float[] row : rows) {
        sum += row[k];
      }
      out[k] = Math.signum(sum);
    }
    return out;
  }

  private static float[] unpacked(SignRow row) {
    float[] out = new float[row.dimension()];
    row.unpack(out);
    return out;
  }

  @Test
  void agreesWithCountingForEveryNumberOfRows() {
    for (int n = 1; n <= 300; n += n < 70 ? 1 : 46) {
      for (int d : n < 9 ? DIMENSIONS : new int[] {65, 500}) {
        for (double silence : new double[] {0, 0.02, 0.5, 1}) {
          long seed = 1000L * n + d;
          float[][] rows = signs(seed, n, d, silence);
          assertArrayEquals(
              counted(rows),
              unpacked(vote(rule(n, Tie.ZERO, 1), 0, packed(rows))),
              "seed %d, n=%d, d=%d, silence %g".formatted(seed, n, d, silence));
        }
      }
    }
  }

  @Test
  void oneRuleTakesStepsOfDifferentSizes() {
    MajorityVote rule = rule(1, Tie.ZERO, 1);
    for (int n : new int[] {70, 3, 40, 1}) {
      for (int d : new int[] {20_000, 100}) {
        float[][] rows = signs(n, n, d, 0.1);
        assertArrayEquals(counted(rows), unpacked(vote(rule, 0, packed(rows))), "seed " + n);
      }
    }
  }

  @Property(tries = 60, seed = "20261120")
  void agreesWithTheVoteOfFloatsToTheBit(
      @ForAll @IntRange(max = 1_000_000) int seed,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(min = 1, max = 20_000) int d,
      @ForAll @IntRange(max = 100) int silence,
      @ForAll Tie tie) {
    float[][] rows = signs(seed, n, d, silence / 100.0);
    float[] floats = new float[d];
    rule(n, tie, seed).aggregate(new Proposals(5, workers(n), rows), floats);
    float[] bits = Rows.filled(d, Float.NaN);
    rule(n, tie, seed).aggregate(Proposals.ofSigns(5, workers(n), packed(rows)), bits);
    assertArrayEquals(floats, bits, "seed " + seed);
  }

  @Test
  void aTieIsSilentPositiveOrByChance() {
    SignRow up = new SignRow(200);
    SignRow down = new SignRow(200);
    Arrays.fill(down.negatives(), -1);
    down.tidy();
    assertEquals(200, vote(rule(2, Tie.ZERO, 1), 0, up, down).countSilent());
    assertArrayEquals(Rows.filled(200, 1), unpacked(vote(rule(2, Tie.POSITIVE, 1), 0, up, down)));
    SignRow random = vote(rule(2, Tie.RANDOM, 1), 0, up, down);
    assertFalse(random.hasSilent());
    int downs = Arrays.stream(random.negatives()).mapToInt(Long::bitCount).sum();
    // Five standard deviations of 200 coins: 7 each, seed 1
    assertEquals(100, downs, 35, "seed 1");
  }

  @Test
  void whereAllAreSilentIsATieToo() {
    float[][] zeros = new float[3][70];
    assertArrayEquals(new float[70], unpacked(vote(rule(3, Tie.ZERO, 1), 0, packed(zeros))));
    assertArrayEquals(
        Rows.filled(70, 1), unpacked(vote(rule(3, Tie.POSITIVE, 1), 0, packed(zeros))));
    assertFalse(vote(rule(3, Tie.RANDOM, 1), 0, packed(zeros)).hasSilent());
  }

  @Test
  void aHostileRowHasOneVoteWhateverItsBits() {
    // Negative and silent at once, and set beyond d
    SignRow hostile = new SignRow(10);
    Arrays.fill(hostile.negatives(), -1);
    Arrays.fill(hostile.silent(), -1);
    for (Tie tie : Tie.values()) {
      SignRow out = vote(rule(2, tie, 1), 0, hostile, new SignRow(10));
      assertArrayEquals(Rows.filled(10, 1), unpacked(out), tie.toString());
      assertEquals(0, out.negatives()[0]);
      assertEquals(0, out.silent()[0]);
    }
  }

  @Test
  void bitsBeyondTheEndStayZero() {
    SignRow down = new SignRow(70);
    Arrays.fill(down.negatives(), -1);
    for (Tie tie : Tie.values()) {
      SignRow out = vote(rule(2, tie, 1), 0, down, down);
      assertEquals(0b111111, out.negatives()[1], tie.toString());
      out = vote(rule(2, tie, 1), 0, down, new SignRow(70));
      assertEquals(0, (out.negatives()[1] | out.silent()[1]) >>> 6, tie.toString());
    }
  }

  @Test
  void doesNotModifyItsInputs() {
    SignRow[] rows = packed(signs(3, 5, 1000, 0.2));
    SignRow[] before = new SignRow[5];
    Arrays.setAll(
        before,
        i -> {
          SignRow copy = new SignRow(1000);
          copy.copyFrom(rows[i]);
          return copy;
        });
    vote(rule(5, Tie.RANDOM, 1), 0, rows);
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(before[i].negatives(), rows[i].negatives(), "seed 3");
      assertArrayEquals(before[i].silent(), rows[i].silent(), "seed 3");
    }
  }

  @Test
  void givesTheSameBitsForEveryNumberOfThreads() {
    SignRow[] rows = packed(signs(4, 6, 100_000, 0.1));
    SignRow inCaller = vote(rule(6, Tie.RANDOM, 1), 2, rows);
    for (int threads : new int[] {1, 2, 7}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        SignRow out = pool.submit(() -> vote(rule(6, Tie.RANDOM, 1), 2, rows)).join();
        assertArrayEquals(inCaller.negatives(), out.negatives(), threads + " threads, seed 4");
      } finally {
        pool.shutdown();
      }
    }
  }

  @Test
  void givesTheSameBitsWithEveryKernel() {
    int hash = 1;
    for (int d : new int[] {70, 20_000}) {
      for (Tie tie : Tie.values()) {
        SignRow out = vote(rule(6, tie, 1), 2, packed(signs(9, 6, d, 0.1)));
        hash = 31 * hash + Arrays.hashCode(out.negatives());
        hash = 31 * hash + Arrays.hashCode(out.silent());
      }
    }
    assertEquals("b1803a9e", Integer.toHexString(hash), "seed 9; a bit changed");
  }

  @Test
  void refusesWhatDoesNotFit() {
    MajorityVote rule = new MajorityVote(new Cohort(5, 2), Tie.ZERO, new Seed(1));
    SignRow[] rows = packed(signs(5, 5, 10, 0));
    Proposals proposals = Proposals.ofSigns(0, workers(5), rows);
    Exception length =
        assertThrows(IllegalArgumentException.class, () -> rule.vote(proposals, new SignRow(11)));
    assertEquals("out: expected length 10, got 11", length.getMessage());
    Exception taken =
        assertThrows(IllegalArgumentException.class, () -> rule.vote(proposals, rows[3]));
    assertEquals("out: must not be a row, is rows[3]", taken.getMessage());
    Proposals floats = Proposals.of(new float[5][10]);
    Exception kind =
        assertThrows(IllegalArgumentException.class, () -> rule.vote(floats, new SignRow(10)));
    assertEquals("signs: expected packed signs, got floats", kind.getMessage());
    Proposals few = Proposals.ofSigns(0, workers(4), Arrays.copyOf(rows, 4));
    Exception count =
        assertThrows(NotEnoughProposalsException.class, () -> rule.vote(few, new SignRow(10)));
    assertEquals(
        "majority-vote: needs n >= 2f + 1, got n=4 usable proposals, f=2", count.getMessage());
  }
}
