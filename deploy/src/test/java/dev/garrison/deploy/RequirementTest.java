package dev.garrison.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.garrison.cluster.tls.Slot;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {
  private static final ImmutableList<Slot> WANTED =
      slots("workers:0 workers:1 workers:2 workers:3 eval:0");

  @ParameterizedTest
  @CsvSource({
    "workers:0 workers:1 workers:2 workers:3 eval:0, true, true",
    "workers:0 workers:1 workers:2 eval:0, false, true",
    "workers:0 workers:1 eval:0, false, false",
    "workers:0 workers:1 workers:2 workers:3, false, false",
    "eval:0, false, false",
  })
  void allIsEveryNodeAndQuorumMostOfEveryJob(String up, boolean all, boolean quorum) {
    ImmutableSet<Slot> slots = ImmutableSet.copyOf(slots(up));
    assertEquals(all, Requirement.parse("all").isMet(WANTED, slots));
    assertEquals(quorum, Requirement.parse("quorum").isMet(WANTED, slots));
  }

  private static ImmutableList<Slot> slots(String text) {
    return Arrays.stream(text.split(" ")).map(Slot::parse).collect(ImmutableList.toImmutableList());
  }
}
