package dev.garrison.runner.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Median;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.attacks.ColludingAttack;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.codec.Float32;
import dev.garrison.cluster.codec.Sign;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdversaryTest {
  private static final Cohort COHORT = new Cohort(6, 2);

  @Test
  void forgesTheRowsOfTheByzantineWorkersWhoeverElseIsAbsent() {
    ColludingAttack naming =
        (view, forged) -> {
          ImmutableList<Integer> ids = view.byzantine().asList();
          for (int i = 0; i < forged.length; i++) {
            forged[i][0] = 100 + ids.get(i);
          }
        };
    Adversary adversary =
        new Adversary(
            naming, ImmutableSortedSet.of(1, 4), COHORT, new Median(COHORT), new Float32());
    // Worker 5 is honest and sent nothing
    Proposals honest = new Proposals(0, new int[] {0, 2, 3}, new float[3][1]);
    ImmutableList<Answer> answers = adversary.forge(honest, StepBuffers.of(new Float32(), 1));
    assertEquals(2, answers.size());
    assertEquals(1, answers.get(0).worker());
    assertArrayEquals(new float[] {101}, answers.get(0).row());
    assertEquals(4, answers.get(1).worker());
    assertArrayEquals(new float[] {104}, answers.get(1).row());
  }

  @Test
  void whatItForgesGoesThroughTheCodec() {
    ColludingAttack large = (view, forged) -> Arrays.fill(forged[0], -1e9f);
    Sign sign = new Sign(SignRow.Zeros.POSITIVE);
    Adversary adversary =
        new Adversary(large, ImmutableSortedSet.of(1), COHORT, new Median(COHORT), sign);
    Proposals honest = new Proposals(0, new int[] {0}, new float[1][3]);
    Answer forged = adversary.forge(honest, StepBuffers.of(sign, 3)).get(0);
    assertArrayEquals(new float[] {-1, -1, -1}, forged.row());
  }

  @Test
  void countsTheRunsOfTheDefenceOverAllSteps() {
    ColludingAttack trying = (view, forged) -> view.defence().aggregate(view.honest(), forged[0]);
    Adversary adversary =
        new Adversary(trying, ImmutableSortedSet.of(0), COHORT, new Median(COHORT), new Float32());
    Proposals honest =
        new Proposals(0, new int[] {1, 2, 3, 4, 5}, new float[][] {{1}, {2}, {7}, {8}, {9}});
    assertEquals(0, adversary.defenceRuns());
    adversary.forge(honest, StepBuffers.of(new Float32(), 1));
    assertArrayEquals(
        new float[] {7}, adversary.forge(honest, StepBuffers.of(new Float32(), 1)).get(0).row());
    assertEquals(2, adversary.defenceRuns());
  }
}
