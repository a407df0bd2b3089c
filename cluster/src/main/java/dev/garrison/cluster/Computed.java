package dev.garrison.cluster;

import dev.garrison.attacks.Misbehaviour;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker does once it has computed its proposal.
 *
 * @param loss mean loss on its batch
 * @param sent whether it sends anything at all
 * @param delay how long it holds its answer back; zero for an honest worker
 * @param misbehaviour what it sends in place of a proper answer; empty for an honest worker
 */
public record Computed(
    float loss, boolean sent, Duration delay, Optional<Misbehaviour> misbehaviour) {}
