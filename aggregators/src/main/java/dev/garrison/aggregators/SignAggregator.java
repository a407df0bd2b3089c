package dev.garrison.aggregators;

/**
 * A rule that combines packed signs without unpacking them.
 *
 * <p>The same thread rules as {@link Aggregator}. {@link #aggregate} of such proposals gives the
 * floats of what {@link #vote} gives.
 */
public interface SignAggregator extends Aggregator {
  /**
   * Combines this step's signs.
   *
   * @param signs proposals made by {@link Proposals#ofSigns}, never modified
   * @param out where the result goes, none of the rows; all of it is written
   * @throws NotEnoughProposalsException if too few rows came; {@code out} is then undefined
   * @throws IllegalArgumentException if the proposals are floats, or {@code out} has the wrong
   *     length or is a row
   */
  void vote(Proposals signs, SignRow out);
}
