package dev.garrison.runner.training;

import dev.garrison.cluster.remote.RemoteEvaluator;
import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Evaluates on a cluster's node; in this process from the first time that fails, since whoever has
 * to wait for a node before every evaluation does not evaluate.
 */
final class EvaluatorElsewhere implements Evaluator {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

  private final RemoteEvaluator node;
  private final Evaluator here;
  private final StopSignal stop;
  private boolean failed;

  /**
   * @param node closed with this
   * @param here in its place; closed by the caller
   * @param stop shortens the wait for the node
   */
  EvaluatorElsewhere(RemoteEvaluator node, Evaluator here, StopSignal stop) {
    this.node = node;
    this.here = here;
    this.stop = stop;
  }

  @Override
  public Evaluation evaluate(long step, Parameters parameters) {
    if (!failed) {
      Duration patience = stop.isAsked() ? PATIENCE_AT_THE_END : PATIENCE;
      Optional<Evaluation> result = node.evaluate(step, parameters, patience);
      if (result.isPresent()) {
        return result.get();
      }
      failed = true;
      LOG.warn("step {} was not evaluated on its node; evaluating here from now on", step);
    }
    return here.evaluate(step, parameters);
  }

  @Override
  public void close() {
    node.close();
  }
}
