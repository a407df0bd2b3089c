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
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;

/** The colluding adversary of a run: one attack that speaks for all real Byzantine workers. */
final class Adversary {
  private final ColludingAttack attack;
  private final ImmutableSortedSet<Integer> byzantine;
  private final Cohort cohort;
  private final Codec codec;
  private final KnownDefence defence;

  /**
   * @param byzantine ids whose rows are forged
   * @param cohort declared n and f
   * @param defence what the adversary knows it is up against
   * @param codec that its rows go through
   */
  Adversary(
      ColludingAttack attack,
      ImmutableSortedSet<Integer> byzantine,
      Cohort cohort,
      Aggregator defence,
      Codec codec) {
    this.attack = attack;
    this.byzantine = byzantine;
    this.cohort = cohort;
    this.codec = codec;
    this.defence = new KnownDefence(defence);
  }

  /**
   * Forges the Byzantine rows of one step.
   *
   * @param honest at least one row
   * @param buffers where the forged rows come from
   */
  ImmutableList<Answer> forge(Proposals honest, StepBuffers buffers) {
    float[][] rows = new float[byzantine.size()][];
    ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    int next = 0;
    for (int id : byzantine) {
      Payload proposal = buffers.proposals().take();
      answers.add(new Answer(id, proposal, Float.NaN));
      rows[next] =
          proposal instanceof Payload.Floats floats ? floats.values() : buffers.vectors().take();
      next++;
    }
    attack.forge(new AdversaryView(honest, byzantine, cohort, defence), rows);
    ImmutableList<Answer> forged = answers.build();
    for (int i = 0; i < rows.length; i++) {
      send(rows[i], forged.get(i).proposal(), buffers);
    }
    return forged;
  }

  /** A forged row has to go through the codec like any other. */
  private void send(float[] row, Payload proposal, StepBuffers buffers) {
    codec.code(row, proposal);
    if (!(proposal instanceof Payload.Floats)) {
      buffers.vectors().give(row);
    }
  }

  /** How often the attack has run the defence to try its rows. */
  long defenceRuns() {
    return defence.runs();
  }
}
