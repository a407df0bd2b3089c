package dev.garrison.runner.redteam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Findings findings(double require, Trial... trials) {
    List<String> attacks = List.of("none", "little,z:1", "zero");
    return new Findings(Row.of(attacks, List.of(trials)), ImmutableList.of(1L, 2L), 6, require);
  }

  @Test
  void theWorstIsASingleRun() {
    Findings findings =
        findings(
            0.5,
            Trials.of("none", 1, 0.9),
            Trials.of("little,z:1", 1, 0.9),
            Trials.of("little,z:1", 2, 0.3),
            Trials.of("zero", 1, 0.49),
            Trials.of("zero", 2, 0.5));
    assertEquals(new TrialKey("little,z:1", 2), findings.worst().key());
    assertEquals(Optional.of("little,z:1 0.3000; zero 0.4900"), findings.below());
    assertEquals(5, findings.done());
    assertFalse(findings.isComplete());
  }

  @Test
  void ofEqualOnesAnAttackIsTheWorst() {
    Findings findings = findings(0.9, Trials.of("none", 1, 0.9), Trials.of("zero", 1, 0.9));
    assertEquals("zero", findings.worst().key().attack());
    assertTrue(findings.below().isEmpty(), "what is required is enough");
  }
}
