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
}
