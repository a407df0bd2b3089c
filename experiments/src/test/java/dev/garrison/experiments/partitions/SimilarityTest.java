package dev.garrison.experiments.partitions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Seed;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.NumberedDataset;
import dev.garrison.experiments.Partition;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimilarityTest extends PartitionContract {
  @Override
  Partition partition() {
    return new Similarity(0.5);
  }

  @Test
  void halfOfEachWorkerIsOneClassAndHalfIsMixed() {
    Dataset data = NumberedDataset.cyclic(20_000, 10);
    int[][] shards = new Similarity(0.5).assign(data, 10, new Seed(3));
    for (int w = 0; w < 10; w++) {
      int[] counts = histogram(data, shards[w]);
      Arrays.sort(counts);
      // 1000 sorted examples, of one class but where the cut misses the class border (at most
      // five standard deviations, sqrt(20000 · 0.5 · 0.1 · 0.9 · 0.5) · 5 = 106), and 100 mixed
      // ones of each class, five standard deviations sqrt(1000 · 0.1 · 0.9) · 5 = 47.
      assertEquals(1100, counts[9], 153, "worker " + w + ": " + Arrays.toString(counts));
      assertEquals(100, counts[4], 47, "worker " + w + ": " + Arrays.toString(counts));
    }
  }

  @Test
  void gammaOneIsIid() {
    Dataset data = NumberedDataset.cyclic(500, 10);
    assertArrayEquals(
        new Iid(OptionalInt.empty()).assign(data, 7, new Seed(4)),
        new Similarity(1).assign(data, 7, new Seed(4)));
  }

  @Test
  void gammaZeroIsSorted() {
    Dataset data = NumberedDataset.cyclic(500, 10);
    assertArrayEquals(
        new Sorted().assign(data, 7, new Seed(4)), new Similarity(0).assign(data, 7, new Seed(4)));
  }

  @Property(tries = 200, seed = "20261120")
  void partsDifferByAtMostOneWhateverTheShare(
      @ForAll @DoubleRange(min = 0, max = 1) double gamma,
      @ForAll @IntRange(min = 1, max = 12) int workers,
      @ForAll @IntRange(min = 12, max = 40) int size) {
    int[][] shards =
        new Similarity(gamma).assign(NumberedDataset.falling(size), workers, new Seed(5));
    for (int[] shard : shards) {
      int least = size / workers;
      assertTrue(shard.length == least || shard.length == least + 1, "length " + shard.length);
    }
    assertArrayEquals(
        IntStream.range(0, size).toArray(),
        Arrays.stream(shards).flatMapToInt(Arrays::stream).sorted().toArray());
  }
}
