package dev.garrison.runner.redteam;

/**
 * One run that is over.
 *
 * @param key which one
 * @param last accuracy at the end, 0 if the model diverged
 * @param best accuracy of all evaluations, 0 if the model diverged
 * @param diverged whether the loss stopped being a number
 * @param skipped steps at which nothing was applied, 0 if the model diverged
 * @param seconds it took to train and evaluate
 */
record Trial(
    TrialKey key, double last, double best, boolean diverged, long skipped, double seconds) {}
