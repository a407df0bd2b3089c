package dev.garrison.attacks;

import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.aggregators.kernels.ColumnBlocks;
import dev.garrison.aggregators.kernels.SignVotes;
import dev.garrison.core.Plugin;
import java.util.Arrays;

/**
 * Brings a majority vote of signs to a tie, or to the other side where a tie is not possible.
 *
 * <p>Shapes: h ≥ 1 rows of others, b forged rows of length d, of −1 and 1.
 *
 * <p>Formula, per coordinate, with s the sum of the others' signs, of blind adversaries' too: where
 * |s| &gt; b all rows are −sign(s), in vain. Otherwise the rows bring the total to 0 if s + b is
 * even, else to −sign(s), and to −1 for s = 0; of the rows the first ones are 1, the others −1. A
 * vote that lets ties win one way is not taken into account.
 *
 * <p>Others' values that are not finite do not vote, as in majority-vote. The view is not modified.
 * One call at a time; the same bits for every number of threads, and for packed signs as for the
 * floats they stand for. Cost: O((h + b)d).
 *
 * <p>Paper: the Byzantine strategy of a study of signSGD's fault tolerance; the vote is Bernstein
 * et al.'s, 2019, "signSGD with Majority Vote".
 */
@Plugin(
    name = "sign-vote-break",
    summary = "brings a majority vote of signs to a tie, or to the other side",
    paper = "Bernstein et al. 2019, signSGD with Majority Vote, ICLR (the vote it is against)")
public final class SignVoteBreak implements ColludingAttack {
  private final SignVotes votes = new SignVotes();

  /** The attack. */
  public SignVoteBreak() {}

  @Override
  public void forge(AdversaryView view, float[][] forged) {
    float[] sums = forged[0];
    Count count = count(view.honest());
    ColumnBlocks.forEach(
        sums.length,
        (from, to, block) -> {
          count.columns(from, to, sums);
          // The sums go last: they are in the first row
          for (int row = forged.length - 1; row >= 0; row--) {
            vote(sums, from, to, row, forged.length, forged[row]);
          }
        });
  }

  /** Sums of the others' signs over a range of columns. */
  private interface Count {
    void columns(int from, int to, float[] sums);
  }

  /** Packed signs are counted as they are: as floats they would take 32 times the room. */
  private Count count(Proposals honest) {
    if (honest.signs().isEmpty()) {
      float[][] rows = honest.rows();
      return (from, to, sums) -> votes.count(rows, from, to, sums);
    }
    SignRow[] rows = honest.signs().get();
    long[][] negatives = Arrays.stream(rows).map(SignRow::negatives).toArray(long[][]::new);
    long[][] silent = Arrays.stream(rows).map(SignRow::silent).toArray(long[][]::new);
    return (from, to, sums) -> votes.count(negatives, silent, from, to, sums);
  }

  private static void vote(float[] sums, int from, int to, int row, int b, float[] out) {
    for (int k = from; k < to; k++) {
      int sum = Float.isNaN(sums[k]) ? 0 : (int) sums[k];
      out[k] = row < ups(sum, b) ? 1 : -1;
    }
  }

  /** How many of b rows vote 1. */
  static int ups(int sum, int b) {
    if (Math.abs(sum) > b) {
      return sum > 0 ? 0 : b;
    }
    int total = Math.floorMod(sum + b, 2) == 0 ? 0 : sum < 0 ? 1 : -1;
    return (b + total - sum) / 2;
  }
}
