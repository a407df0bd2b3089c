package dev.garrison.aggregators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.aggregators.MajorityVote.Tie;
import dev.garrison.core.Seed;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MajorityVoteTest extends CoordinateWiseContract {
  private static final Seed SEED = new Seed(7);

  @Override
  String name() {
    return "majority-vote";
  }

  @Override
  Aggregator build(Cohort cohort) {
    return new MajorityVote(cohort, Tie.ZERO, SEED);
  }

  @Override
  double value(double[] sorted, int f) {
    return Math.signum(Arrays.stream(sorted).map(Math::signum).sum());
  }

  @Override
  boolean isEquivariant() {
    return false;
  }

  @Override
  int golden() {
    return 0x861c1b81;
  }

  private static float[] vote(Tie tie, long seed, long step, float[]... rows) {
    float[] out = Rows.filled(rows[0].length, Float.NaN);
    int[] workers = IntStream.range(0, rows.length).toArray();
    new MajorityVote(new Cohort(rows.length, 0), tie, new Seed(seed))
        .aggregate(new Proposals(step, workers, rows), out);
    return out;
  }

  @Test
  void isTheSignOfTheMajorityWhateverTheSizes() {
    assertArrayEquals(new float[] {1}, column(1, -1e30f, Float.MIN_VALUE, 1e-30f));
    assertArrayEquals(new float[] {-1}, column(1, 1e30f, -Float.MIN_VALUE, -2));
    assertArrayEquals(new float[] {1}, column(2, 0, -0f, 3, 0, 0));
  }

  @Test
  void zerosOfEitherSignDoNotVote() {
    assertArrayEquals(new float[] {0}, column(1, 0, -0f, 0));
    assertArrayEquals(new float[] {-1}, column(1, -0f, 0, -1));
  }

  @Test
  void aTieIsWhatWasAskedFor() {
    float[] up = Rows.filled(5000, 2);
    float[] down = Rows.filled(5000, -1);
    assertArrayEquals(new float[5000], vote(Tie.ZERO, 1, 0, up, down));
    assertArrayEquals(Rows.filled(5000, 1), vote(Tie.POSITIVE, 1, 0, up, down));
    float[] random = vote(Tie.RANDOM, 1, 0, up, down);
    long ups = IntStream.range(0, 5000).filter(k -> random[k] == 1).count();
    long downs = IntStream.range(0, 5000).filter(k -> random[k] == -1).count();
    assertEquals(5000, ups + downs);
    // Five standard deviations, √5000 / 2 each, seed 1
    assertTrue(Math.abs(ups - 2500) < 177, ups + " up, seed 1");
  }

  @Test
  void coinsAreOfTheSeedAndTheStepAlone() {
    float[] up = Rows.filled(9000, 2);
    float[] down = Rows.filled(9000, -1);
    float[] random = vote(Tie.RANDOM, 1, 5, up, down);
    assertArrayEquals(random, vote(Tie.RANDOM, 1, 5, up, down));
    assertFalse(Arrays.equals(random, vote(Tie.RANDOM, 2, 5, up, down)), "another seed");
    assertFalse(Arrays.equals(random, vote(Tie.RANDOM, 1, 6, up, down)), "another step");
    assertFalse(
        Arrays.equals(Arrays.copyOf(random, 4096), Arrays.copyOfRange(random, 4096, 8192)),
        "other coordinates");
  }

  @Test
  void whereAllAreZeroIsATie() {
    float[] zeros = {0, -0f};
    assertArrayEquals(new float[2], vote(Tie.ZERO, 1, 0, zeros, zeros, zeros));
    assertArrayEquals(Rows.filled(2, 1), vote(Tie.POSITIVE, 1, 0, zeros, zeros, zeros));
  }

  @Test
  void whereNobodyVotedNothingIsATie() {
    float nan = Float.NaN;
    for (Tie tie : Tie.values()) {
      float[] out =
          vote(tie, 1, 0, new float[] {nan, nan}, new float[] {Float.NEGATIVE_INFINITY, 3});
      assertArrayEquals(new float[] {0, 1}, out);
    }
  }
}
