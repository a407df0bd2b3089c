package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import dev.garrison.core.Seed;
import dev.garrison.core.Stateful;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every colluding attack keeps to. */
abstract class ColludingAttackContract {
  private static final long ROWS_SEED = 20261120;

  /** The attack as a user names it. */
  abstract String spec();

  /** Whether chance plays a part. */
  boolean random() {
    return false;
  }

  /** Whether the forged rows differ from each other. */
  boolean rowsDiffer() {
    return random();
  }

  /** What the attack is up against; most have no use for it. */
  Aggregator defence(Cohort cohort) {
    return ColludingAttackContract::unused;
  }

  final ColludingAttack attack() {
    return attack(new Seed(7));
  }

  final ColludingAttack attack(Seed seed) {
    return (ColludingAttack) AttackPlugins.create(spec(), seed, AttackPlugins.CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 7", "9, 2, 1024", "9, 4, 1025", "3, 2, 40000"})
  void writesEveryElement(int h, int b, int d) {
    AdversaryView view = view(0, h, b, d);
    float[][] overOnes = forge(attack(), view, filled(b, d, 1f));
    float[][] overTwos = forge(attack(), view, filled(b, d, 2f));
    assertSameBits(overOnes, overTwos);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void leavesTheViewUnmodified(int b) {
    AdversaryView view = view(3, 8, b, 3000);
    float[][] before = rows(view.honest());
    forge(attack(), view, new float[b][3000]);
    assertSameBits(before, rows(view.honest()));
    assertArrayEquals(new int[0], view.honest().excludedWorkers());
  }

  @Test
  void sameSeedGivesTheSameBits() {
    AdversaryView view = view(5, 6, 2, 2500);
    assertSameBits(
        forge(attack(), view, new float[2][2500]), forge(attack(), view, new float[2][2500]));
  }

  @Test
  void onlyRandomAttacksDependOnSeedAndStep() {
    AdversaryView view = view(5, 6, 2, 300);
    AdversaryView later =
        new AdversaryView(
            new Proposals(6, new int[] {0, 1, 2, 3, 4, 5}, rows(view.honest())),
            view.byzantine(),
            view.cohort(),
            view.defence());
    float[][] forged = forge(attack(), view, new float[2][300]);
    float[][] laterForged = forge(attack(), later, new float[2][300]);
    float[][] otherSeed = forge(attack(new Seed(8)), view, new float[2][300]);
    assertEquals(random(), !Arrays.deepEquals(forged, laterForged), "differs at another step");
    assertEquals(random(), !Arrays.deepEquals(forged, otherSeed), "differs for another seed");
    assertEquals(rowsDiffer(), !Arrays.equals(forged[0], forged[1]), "rows differ");
  }

  @Test
  void givesTheSameBitsForEveryNumberOfThreads() {
    AdversaryView view = view(2, 7, 3, 50_000);
    float[][] one = inPool(1, attack(), view, new float[3][50_000]);
    float[][] four = inPool(4, attack(), view, new float[3][50_000]);
    assertSameBits(one, four);
  }

  @Test
  void resumedGoesOnWithTheSameBits() {
    ColludingAttack straight = attack();
    ColludingAttack killed = attack();
    for (int step = 0; step < 4; step++) {
      forge(straight, view(step, 5, 2, 700), new float[2][700]);
      forge(killed, view(step, 5, 2, 700), new float[2][700]);
    }
    ColludingAttack resumed = attack();
    if (killed instanceof Stateful stateful) {
      Map<String, float[]> saved = new HashMap<>();
      stateful.state().forEach((name, array) -> saved.put(name, array.clone()));
      ((Stateful) resumed).restore(saved);
    }
    for (int step = 4; step < 7; step++) {
      AdversaryView view = view(step, 5, 2, 700);
      assertSameBits(
          forge(straight, view, new float[2][700]), forge(resumed, view, new float[2][700]));
    }
  }

  @Test
  void allocatesNothingThatGrowsWithTheDimensionAfterItsFirstStep() {
    int d = 200_000;
    ColludingAttack attack = attack();
    AdversaryView view = view(0, 3, 1, d);
    float[][] forged = new float[1][d];
    ForkJoinPool oneThread = new ForkJoinPool(1);
    long bytes =
        oneThread
            .submit(
                () -> {
                  ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                  attack.forge(view, forged);
                  long before = threads.getCurrentThreadAllocatedBytes();
                  attack.forge(view, forged);
                  return threads.getCurrentThreadAllocatedBytes() - before;
                })
            .join();
    oneThread.shutdown();
    // Two bits per coordinate: far less than any array of length d, more than a stream's parts and
    // the kernels' half a kilobyte per block of 4096 columns.
    assertTrue(bytes < d / 4, bytes + " bytes allocated for d=" + d);
  }

  /** A defence these attacks have no use for. */
  static void unused(Proposals proposals, float[] out) {
    throw new AssertionError("the attack ran the rule");
  }

  static AdversaryView view(Cohort cohort, float[]... honest) {
    return Views.of(Proposals.of(honest), cohort, ColludingAttackContract::unused);
  }

  /** The first of the b rows forged against the given ones; n is their sum. */
  final float[] forgeOne(int b, float[]... honest) {
    float[][] forged = new float[b][honest[0].length];
    Cohort cohort = new Cohort(honest.length + b, b);
    return forge(attack(), view(cohort, honest), forged)[0];
  }

  private AdversaryView view(long step, int h, int b, int d) {
    SplittableRandom random = new SplittableRandom(ROWS_SEED + step);
    float[][] rows = new float[h][d];
    for (float[] row : rows) {
      for (int j = 0; j < d; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    int[] workers = IntStream.range(0, h).toArray();
    Cohort cohort = new Cohort(h + b, b);
    return Views.of(new Proposals(step, workers, rows), cohort, defence(cohort));
  }

  private static float[][] forge(ColludingAttack attack, AdversaryView view, float[][] forged) {
    attack.forge(view, forged);
    return forged;
  }

  private static float[][] inPool(
      int threads, ColludingAttack attack, AdversaryView view, float[][] forged) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> forge(attack, view, forged)).join();
    } finally {
      pool.shutdown();
    }
  }

  private static float[][] filled(int b, int d, float value) {
    float[][] rows = new float[b][d];
    for (float[] row : rows) {
      Arrays.fill(row, value);
    }
    return rows;
  }

  private static float[][] rows(Proposals proposals) {
    return IntStream.range(0, proposals.count())
        .mapToObj(i -> proposals.row(i).clone())
        .toArray(float[][]::new);
  }

  private static void assertSameBits(float[][] expected, float[][] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertFalse(expected[i] == actual[i], "compares a row with itself");
      assertArrayEquals(bits(expected[i]), bits(actual[i]), "rows[" + i + "]");
    }
  }

  private static int[] bits(float[] row) {
    return IntStream.range(0, row.length).map(j -> Float.floatToRawIntBits(row[j])).toArray();
  }
}
