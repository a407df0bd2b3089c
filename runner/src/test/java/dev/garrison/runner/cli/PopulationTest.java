package dev.garrison.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PopulationTest {
  private static Population read(String more) {
    String words = "--aggregator average --nb-workers 6 --attack nan --checkpoint-dir - " + more;
    Request request = Request.parse(words.split(" ", -1));
    return assertInstanceOf(Request.Run.class, request.action()).config().population();
  }

  @Test
  void everyWorkerThatIsNotTrustedMayBeDrawn() {
    TreeSet<Integer> drawn = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Population population = read("--nb-real-byz-workers 2 --trusted-workers 4,0 --seed " + seed);
      assertEquals(ImmutableSortedSet.of(0, 4), population.trusted());
      assertEquals(2, population.byzantine().size(), "seed " + seed);
      drawn.addAll(population.byzantine());
    }
    assertEquals(new TreeSet<>(List.of(1, 2, 3, 5)), drawn);
  }

  @Test
  void allThatAreNotTrustedMayBeByzantine() {
    assertEquals(
        ImmutableSortedSet.of(1, 2, 3, 5),
        read("--nb-real-byz-workers 4 --trusted-workers 4,0").byzantine());
    assertEquals(
        ImmutableSortedSet.of(2, 5),
        read("--nb-real-byz-workers 2 --trusted-workers 4,0 --byzantine-ids 5,2").byzantine());
  }

  @Test
  void trustingNobodyChangesNoDraw() {
    // As drawn before workers could be trusted
    assertEquals(ImmutableSortedSet.of(0, 2, 4), read("--nb-real-byz-workers 3").byzantine());
    assertTrue(read("--nb-real-byz-workers 3").trusted().isEmpty());
  }

  @Test
  void workersWithALocalAttackAreNeitherByzantineNorTrusted() {
    TreeSet<Integer> drawn = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Population population =
          read(
              "--nb-real-byz-workers 2 --nb-local-byz-workers 2 --local-attack noise"
                  + " --trusted-workers 4 --seed "
                  + seed);
      TreeSet<Integer> faulty = new TreeSet<>(population.byzantine());
      assertTrue(faulty.addAll(population.local()), "seed " + seed);
      assertEquals(4, faulty.size(), "seed " + seed);
      assertEquals(faulty, population.faulty(), "seed " + seed);
      drawn.addAll(population.local());
    }
    assertEquals(new TreeSet<>(List.of(0, 1, 2, 3, 5)), drawn);
  }

  @Test
  void namedWorkersWithALocalAttackAreNotDrawnAsByzantine() {
    for (int seed = 0; seed < 100; seed++) {
      Population population =
          read(
              "--nb-real-byz-workers 3 --nb-local-byz-workers 2 --local-attack noise"
                  + " --local-attack-ids 5,0 --seed "
                  + seed);
      assertEquals(ImmutableSortedSet.of(0, 5), population.local());
      assertEquals(5, population.faulty().size(), "seed " + seed);
    }
  }

  @Test
  void localAttacksChangeNoDrawOfByzantineWorkers() {
    assertEquals(
        ImmutableSortedSet.of(0, 2, 4),
        read("--nb-real-byz-workers 3 --nb-local-byz-workers 1 --local-attack noise").byzantine());
  }
}
