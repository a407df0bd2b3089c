package dev.garrison.runner.training;

import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Experiment;
import dev.garrison.experiments.Parameters;
import dev.garrison.experiments.Replica;

/**
 * Evaluates in this process.
 *
 * @param experiment whose test examples are used
 * @param replica the graph; closed by whoever made it
 */
record EvaluatorHere(Experiment experiment, Replica replica) implements Evaluator {
  @Override
  public Evaluation evaluate(long step, Parameters parameters) {
    return replica.evaluate(parameters, experiment.test(), experiment.evalBatchSize());
  }
}
