package dev.garrison.runner.training;

import dev.garrison.cluster.TrafficCounts;

/**
 * What one step came to.
 *
 * @param step updates made when it was over, this one included
 * @param loss of the honest workers that answered, as {@link HonestLoss} has it; NaN if none did
 * @param learningRate of the update
 * @param gradientNorm Euclidean norm of the aggregate; NaN if there is none
 * @param proposals how many came, forged ones included
 * @param attendance who came, who did not, whose proposal the rule left out
 * @param skipped whether nothing was applied, for want of proposals
 * @param defenceRuns how often a colluding attack ran the defence to try its rows
 * @param times where the time went
 * @param traffic between server and workers since the step before
 */
record StepReport(
    long step,
    double loss,
    float learningRate,
    double gradientNorm,
    int proposals,
    Attendance attendance,
    boolean skipped,
    long defenceRuns,
    PhaseTimes times,
    TrafficCounts traffic) {}
