package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;

/**
 * What came of the workers' proposals at one step; ids in increasing order.
 *
 * @param excluded came and were left out whole by the rule
 * @param missing were not there when the step ended
 * @param late of whom something came, since the step before, after its step was over
 * @param malformed of whom something came, since the step before, that is not what the protocol
 *     says
 */
record Attendance(
    ImmutableList<Integer> excluded,
    ImmutableList<Integer> missing,
    ImmutableList<Integer> late,
    ImmutableList<Integer> malformed) {}
