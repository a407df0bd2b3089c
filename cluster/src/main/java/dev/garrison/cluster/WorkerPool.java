package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import dev.garrison.core.Stateful;
import dev.garrison.experiments.Parameters;
import java.util.Optional;

/**
 * The workers, seen from the parameter server: parameters out, a proposal per worker back.
 *
 * <p>Its state is what the workers remember: their momenta and the memories of their local attacks.
 * One thread, the training loop's, calls all methods.
 */
public interface WorkerPool extends Stateful, AutoCloseable {
  /** A step with parameters of which nothing else is known. */
  default Round step(long step, Parameters parameters) {
    return step(new Broadcast(step, parameters, Optional.empty()));
  }

  /**
   * Runs one step: every worker computes its gradient on its own batch of that step. Waits until
   * all have answered or the step's time is over; workers that have not are absent from the round,
   * and from later ones until they are done.
   *
   * @param broadcast the step and the parameters to compute at, which are not closed here
   * @return what came; closed by the caller
   */
  Round step(Broadcast broadcast);

  /**
   * What has come of every worker's proposals so far, by worker id, n of them. A proposal that a
   * colluding adversary forges is nobody's here: those workers' counts stay 0.
   */
  ImmutableList<WorkerCounts> counts();

  /** What has travelled so far. */
  TrafficCounts traffic();

  /** Stops the workers. Answers still on their way are dropped. */
  @Override
  void close();
}
