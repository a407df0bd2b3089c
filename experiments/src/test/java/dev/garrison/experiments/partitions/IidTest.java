package dev.garrison.experiments.partitions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.garrison.core.Seed;
import dev.garrison.experiments.Dataset;
import dev.garrison.experiments.NumberedDataset;
import dev.garrison.experiments.Partition;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class IidTest extends PartitionContract {
  @Override
  Partition partition() {
    return new Iid(OptionalInt.empty());
  }

  @Test
  void partsDifferByAtMostOne() {
    for (int[] shard :
        new Iid(OptionalInt.empty()).assign(NumberedDataset.cyclic(103, 10), 10, new Seed(1))) {
      assertTrue(shard.length == 10 || shard.length == 11, "length " + shard.length);
    }
  }

  @Test
  void everyWorkerHasEveryClassAboutEquallyOften() {
    Dataset data = NumberedDataset.cyclic(20_000, 10);
    for (int[] shard : new Iid(OptionalInt.empty()).assign(data, 10, new Seed(2))) {
      for (int count : histogram(data, shard)) {
        // Five standard deviations of a hypergeometric count, sqrt(2000 · 0.1 · 0.9 · 0.9) = 12.7.
        assertEquals(200, count, 64);
      }
    }
  }

  @Test
  void morePartsThanWorkersLeaveTheRestUnused() {
    Dataset data = NumberedDataset.cyclic(103, 10);
    int[][] all = new Iid(OptionalInt.empty()).assign(data, 10, new Seed(1));
    int[][] some = new Iid(OptionalInt.of(10)).assign(data, 6, new Seed(1));
    assertArrayEquals(Arrays.copyOf(all, 6), some);
  }

  @Test
  void refusesFewerPartsThanWorkers() {
    Dataset data = NumberedDataset.cyclic(103, 10);
    assertEquals(
        "iid: parts: expected 6 (the workers that compute) to 103 (the examples), got 5",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Iid(OptionalInt.of(5)).assign(data, 6, new Seed(1)))
            .getMessage());
    assertEquals(
        "iid: parts: expected 6 (the workers that compute) to 103 (the examples), got 104",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Iid(OptionalInt.of(104)).assign(data, 6, new Seed(1)))
            .getMessage());
  }

  @Test
  void worksOnRegressions() {
    assertEquals(
        4, new Iid(OptionalInt.empty()).assign(NumberedDataset.falling(40), 4, new Seed(1)).length);
  }
}
