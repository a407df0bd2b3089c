package dev.garrison.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import org.junit.jupiter.api.Test;

class AdversaryViewTest {
  @Test
  void nobodyIsBothHonestAndByzantine() {
    Proposals honest = new Proposals(0, new int[] {0, 2}, new float[2][1]);
    KnownDefence defence = new KnownDefence(ColludingAttackContract::unused);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new AdversaryView(honest, ImmutableSortedSet.of(1, 2), new Cohort(3, 1), defence));
    assertEquals("byzantine: expected no worker of an honest row, got 2", e.getMessage());
  }
}
