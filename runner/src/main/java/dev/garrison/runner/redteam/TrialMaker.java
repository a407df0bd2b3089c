package dev.garrison.runner.redteam;

/** Makes runs, one after the other. One thread at a time, but for {@link #close}. */
interface TrialMaker extends AutoCloseable {
  /**
   * Trains once.
   *
   * @throws dev.garrison.core.UserException if the run cannot be made
   * @throws RunFailedException if it broke off; also after {@link #close}
   */
  Trial make(TrialKey key);

  /**
   * Ends the run that is being made, if that can be done from outside. Any thread, any number of
   * times.
   */
  @Override
  void close();
}
