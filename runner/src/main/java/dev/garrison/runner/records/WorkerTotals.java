package dev.garrison.runner.records;

/**
 * What came of one worker's proposals in a run, since it was started or resumed.
 *
 * @param worker its id
 * @param onTime proposals that were there when their step ended
 * @param late proposals that came after their step; not used
 * @param missing steps that ended without its proposal, the late ones among them
 * @param malformed messages that were not what the protocol says
 * @param excluded proposals that were on time and left out whole by the rule
 * @param datagrams that its proposals should have come in, 0 where they come over the stream
 * @param datagramsLost of these, were missing when the step ended
 */
public record WorkerTotals(
    int worker,
    long onTime,
    long late,
    long missing,
    long malformed,
    long excluded,
    long datagrams,
    long datagramsLost) {
  /** Whether all its proposals came in time, well-formed and whole. */
  public boolean isPerfect() {
    return late == 0 && missing == 0 && malformed == 0 && datagramsLost == 0;
  }
}
