package dev.garrison.cluster;

/**
 * What came of the proposals a worker was asked for.
 *
 * @param onTime came in time and well-formed
 * @param late came after their step was over; not used
 * @param missing of steps that ended without them; a late one is counted here as well
 * @param malformed messages that were not what the protocol says, none of them used
 */
public record WorkerCounts(long onTime, long late, long missing, long malformed) {}
