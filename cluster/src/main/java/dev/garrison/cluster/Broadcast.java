package dev.garrison.cluster;

import dev.garrison.experiments.Parameters;
import java.util.Optional;

/**
 * What the server sends out at a step.
 *
 * @param step number of the step, from 0
 * @param parameters what to compute at; whoever keeps them beyond the call retains them
 * @param change how they came from those of step − 1; empty where that cannot be said in short
 */
public record Broadcast(long step, Parameters parameters, Optional<Change> change) {}
