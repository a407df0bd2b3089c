package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.garrison.aggregators.Aggregator;
import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.Proposals;
import dev.garrison.attacks.AdversaryView;
import dev.garrison.attacks.ColludingAttack;
import dev.garrison.attacks.KnownDefence;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.RowBuffers;

/** The colluding adversary of a run: one attack that speaks for all real Byzantine workers. */
final class Adversary {
  private final ColludingAttack attack;
  private final ImmutableSortedSet<Integer> byzantine;
  private final Cohort cohort;
  private final KnownDefence defence;

  /**
   * @param byzantine ids whose rows are forged
   * @param cohort declared n and f
   * @param defence what the adversary knows it is up against
   */
  Adversary(
      ColludingAttack attack,
      ImmutableSortedSet<Integer> byzantine,
      Cohort cohort,
      Aggregator defence) {
    this.attack = attack;
    this.byzantine = byzantine;
    this.cohort = cohort;
    this.defence = new KnownDefence(defence);
  }

  /**
   * Forges the Byzantine rows of one step.
   *
   * @param honest at least one row
   * @param buffers where the forged rows come from
   */
  ImmutableList<Answer> forge(Proposals honest, RowBuffers buffers) {
    float[][] rows = new float[byzantine.size()][];
    ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    int next = 0;
    for (int id : byzantine) {
      rows[next] = buffers.take();
      answers.add(new Answer(id, rows[next], Float.NaN));
      next++;
    }
    attack.forge(new AdversaryView(honest, byzantine, cohort, defence), rows);
    return answers.build();
  }

  /** How often the attack has run the defence to try its rows. */
  long defenceRuns() {
    return defence.runs();
  }
}
