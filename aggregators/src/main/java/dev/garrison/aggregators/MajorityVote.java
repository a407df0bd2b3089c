package dev.garrison.aggregators;

import dev.garrison.aggregators.kernels.ColumnBlocks;
import dev.garrison.aggregators.kernels.PackedVotes;
import dev.garrison.aggregators.kernels.SignVotes;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import dev.garrison.core.Seed;
import java.util.Arrays;

/**
 * The sign that most rows have at each coordinate: signSGD with majority vote.
 *
 * <p>Shapes: n rows of length d in, one of −1, 0 and 1 out; or n rows of packed signs in, one out.
 * Formula: per coordinate sign(Σ sign(x_i)), sign(±0) = 0, silent signs 0. A sum of 0 is a tie: 0,
 * 1, or −1 or 1 by chance.
 *
 * <p>Requirement: n ≥ 2f + 1. Ties as asked for. Floats that are not finite do not vote, and a
 * coordinate without a finite value gives 0; packed, a coordinate where all are silent is a tie,
 * since a silent one may have been a 0. No row is excluded.
 *
 * <p>Packed, an answer with {@code tie:positive} or {@code tie:random} has no silent coordinate and
 * is one bit per coordinate on its way to the workers; with {@code tie:zero} it needs a second one
 * wherever there are ties, which is to be expected if the number of votes is even.
 *
 * <p>Inputs are not modified; parallel over blocks of columns, one call at a time. The coins are a
 * function of the seed, the step and the coordinate, the same for floats and packed signs. Cost:
 * 6·n·d operations on integers and one reading of n·d floats; packed 5·n·d/64 operations on words
 * and one reading of n·d/4 bytes.
 *
 * <p>Errors: {@link NotEnoughProposalsException} if too few rows came; {@link
 * IllegalArgumentException} if {@code out} does not fit or is a row, or {@link #vote} gets floats.
 *
 * <p>Paper: Bernstein, Zhao, Azizzadenesheli, Anandkumar, signSGD with Majority Vote is
 * Communication Efficient and Fault Tolerant, ICLR 2019; there a tie gives 1.
 */
@Plugin(
    name = "majority-vote",
    aliases = "sign-sgd",
    summary = "the sign that most rows have at each coordinate",
    paper = "Bernstein et al. 2019, signSGD with Majority Vote, ICLR")
@Requires(perF = 2, plus = 1)
public final class MajorityVote implements SignAggregator {
  /** What as many votes for as against give. */
  public enum Tie {
    /** 0: the parameter stays. */
    ZERO,
    /** 1. */
    POSITIVE,
    /** −1 or 1, drawn at every step. */
    RANDOM
  }

  private final Requirement requirement = Requirement.of(MajorityVote.class);
  private final int f;
  private final Tie tie;
  private final Seed seed;
  private final SignVotes votes = new SignVotes();
  private final PackedVotes packedVotes = new PackedVotes();
  private SignRow elected = new SignRow(0);

  /**
   * @param cohort n ≥ 2f + 1
   * @param tie what a tie gives
   * @param seed of the coins
   */
  public MajorityVote(
      Cohort cohort,
      @Arg(
              name = "tie",
              value = "zero",
              help =
                  "what as many votes for as against give: 0, 1, or -1 or 1 by chance; on the wire"
                      + " the packed answer of positive and random takes one bit per coordinate,"
                      + " that of zero two when there are ties")
          Tie tie,
      Seed seed) {
    requirement.check(cohort);
    this.f = cohort.f();
    this.tie = tie;
    this.seed = seed;
  }

  @Override
  public void aggregate(Proposals proposals, float[] out) {
    proposals.checkOutput(out);
    requirement.checkStep(proposals.count(), f);
    if (proposals.signs().isPresent()) {
      if (elected.dimension() != out.length) {
        elected = new SignRow(out.length);
      }
      vote(proposals, elected);
      elected.unpack(out);
      return;
    }
    float[][] rows = proposals.rows();
    Coins coins = coins(proposals.step());
    ColumnBlocks.forEach(
        out.length,
        (from, to, block) -> {
          votes.count(rows, from, to, out);
          elect(from, to, out, coins);
        });
  }

  private void elect(int from, int to, float[] out, Coins coins) {
    for (int k = from; k < to; k++) {
      float sum = out[k];
      if (sum != 0) {
        // NaN where nobody voted
        out[k] = sum > 0 ? 1 : sum < 0 ? -1 : 0;
      } else if (tie != Tie.ZERO) {
        out[k] = tie == Tie.RANDOM && coins.toss(k) ? -1 : 1;
      }
    }
  }

  @Override
  public void vote(Proposals signs, SignRow out) {
    SignRow[] rows =
        signs
            .signs()
            .orElseThrow(
                () -> new IllegalArgumentException("signs: expected packed signs, got floats"));
    signs.checkOutput(out);
    requirement.checkStep(signs.count(), f);
    long[][] negatives = Arrays.stream(rows).map(SignRow::negatives).toArray(long[][]::new);
    long[][] silent = Arrays.stream(rows).map(SignRow::silent).toArray(long[][]::new);
    Coins coins = coins(signs.step());
    ColumnBlocks.forEach(
        out.negatives().length,
        PackedVotes.WORDS,
        (from, to, block) -> {
          packedVotes.count(negatives, silent, from, to, out.negatives(), out.silent());
          elect(from, to, out, coins);
        });
    out.trim();
  }

  /** The ties are where the count set the silent bits. */
  private void elect(int from, int to, SignRow out, Coins coins) {
    if (tie == Tie.RANDOM) {
      for (int w = from; w < to; w++) {
        out.negatives()[w] |= out.silent()[w] & coins.word(w);
      }
    }
    if (tie != Tie.ZERO) {
      Arrays.fill(out.silent(), from, to, 0);
    }
  }

  private Coins coins(long step) {
    return new Coins(seed.derive("majority-vote", step));
  }
}
