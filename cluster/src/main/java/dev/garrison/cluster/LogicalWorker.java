package dev.garrison.cluster;

import dev.garrison.attacks.LocalAttack;
import dev.garrison.attacks.Misbehaviour;
import dev.garrison.core.Batch;
import dev.garrison.core.Seed;
import dev.garrison.core.StateNames;
import dev.garrison.core.Stateful;
import dev.garrison.experiments.BatchSampler;
import dev.garrison.experiments.Lane;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the n workers: its share of the data, its momentum, and the faults put into it. What it
 * answers depends on the parameters, the step and its own past only. One thread at a time.
 */
public final class LogicalWorker implements Stateful, AutoCloseable {
  private static final String MOMENTUM = "momentum";

  private final int id;
  private final BatchSampler sampler;
  private final Seed draws;
  private final WorkerMomentum momentum;
  private final List<LocalAttack> attacks;

  /**
   * @param draws seed of what the model draws in training
   * @param momentum null for none
   * @param attacks in the order they act
   */
  LogicalWorker(
      int id,
      BatchSampler sampler,
      Seed draws,
      WorkerMomentum momentum,
      List<LocalAttack> attacks) {
    this.id = id;
    this.sampler = sampler;
    this.draws = draws;
    this.momentum = momentum;
    this.attacks = List.copyOf(attacks);
  }

  /** Number of this worker, 0 … n − 1. */
  public int id() {
    return id;
  }

  /**
   * Computes this worker's proposal.
   *
   * @param step number of the step, from 0
   * @param parameters what to compute at; not closed here
   * @param batch scratch
   * @param row where the proposal goes, length d
   * @return what is to become of the row
   */
  public Computed compute(long step, Parameters parameters, Lane lane, Batch batch, float[] row) {
    sampler.fill(step, batch);
    for (LocalAttack attack : attacks) {
      attack.poison(step, batch);
    }
    float loss = lane.gradient(parameters, batch, draws.derive("step", step), row);
    if (momentum != null) {
      momentum.apply(row);
    }
    boolean sent = true;
    Duration delay = Duration.ZERO;
    Optional<Misbehaviour> misbehaviour = Optional.empty();
    for (LocalAttack attack : attacks) {
      sent &= attack.tamper(step, row);
      delay = delay.plus(attack.delay(step));
      if (misbehaviour.isEmpty()) {
        misbehaviour = attack.misbehaviour(step);
      }
    }
    return new Computed(loss, sent, delay, misbehaviour);
  }

  /** Ends what runs in the background; nothing is computed any more. */
  @Override
  public void close() {
    sampler.close();
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> all = new HashMap<>();
    if (momentum != null) {
      all.put(MOMENTUM, momentum.handOver());
    }
    for (int i = 0; i < attacks.size(); i++) {
      if (attacks.get(i) instanceof Stateful attack) {
        all.putAll(StateNames.prefix("attack" + i, attack.state()));
      }
    }
    return all;
  }

  @Override
  public void restore(Map<String, float[]> state) {
    if (momentum != null) {
      float[] saved = state.get(MOMENTUM);
      if (saved == null) {
        throw new IllegalArgumentException("worker " + id + ": no momentum in the saved state");
      }
      momentum.restore(saved);
    }
    for (int i = 0; i < attacks.size(); i++) {
      if (attacks.get(i) instanceof Stateful attack) {
        attack.restore(StateNames.unprefix("attack" + i, state));
      }
    }
  }
}
