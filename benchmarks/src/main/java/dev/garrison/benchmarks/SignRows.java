package dev.garrison.benchmarks;

import dev.garrison.aggregators.Cohort;
import dev.garrison.aggregators.MajorityVote;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.aggregators.SignRow.Zeros;
import dev.garrison.core.Seed;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Packed signs to work on, always the same ones, and the work, in one thread. */
final class SignRows implements AutoCloseable {
  private final ForkJoinPool alone = new ForkJoinPool(1);
  private final float[] floats;
  private final float[] out;
  private final SignRow row;

  /**
   * Checks that packing and unpacking give the signs.
   *
   * @param d length of a row
   */
  SignRows(int d) {
    floats = Rows.random(1, d)[0];
    out = new float[d];
    row = new SignRow(d);
    pack();
    unpack();
    for (int k = 0; k < d; k++) {
      if (out[k] != Math.signum(floats[k])) {
        throw new IllegalStateException("column " + k + ": " + floats[k] + " gave " + out[k]);
      }
    }
  }

  void pack() {
    row.pack(floats, 0, floats.length, Zeros.SILENT);
  }

  void unpack() {
    row.unpack(out, 0, out.length);
  }

  /** A step so short that the floats stay what they are, more or less. */
  void apply() {
    row.apply(1 - 1e-7f, 1e-7f, out, 0, out.length);
  }

  /**
   * A vote of n random rows; every 997th coordinate of it is checked.
   *
   * @param silence share of the coordinates that are silent in each row
   */
  Runnable vote(int n, double silence) {
    int d = floats.length;
    SplittableRandom random = new SplittableRandom(20261120);
    SignRow[] rows = new SignRow[n];
    for (int i = 0; i < n; i++) {
      rows[i] = new SignRow(d);
      for (int w = 0; w < SignRow.words(d); w++) {
        rows[i].negatives()[w] = random.nextLong();
      }
      for (long k = Math.round(silence * d); k > 0; k--) {
        int column = random.nextInt(d);
        rows[i].silent()[column / Long.SIZE] |= 1L << column;
      }
      rows[i].tidy();
    }
    Proposals proposals = Proposals.ofSigns(0, IntStream.range(0, n).toArray(), rows);
    MajorityVote rule = new MajorityVote(new Cohort(n, 0), MajorityVote.Tie.ZERO, new Seed(1));
    SignRow elected = new SignRow(d);
    Runnable vote = () -> alone.submit(() -> rule.vote(proposals, elected)).join();
    vote.run();
    check(rows, elected);
    return vote;
  }

  private static void check(SignRow[] rows, SignRow elected) {
    for (int k = 0; k < elected.dimension(); k += 997) {
      int sum = 0;
      for (SignRow row : rows) {
        sum += sign(row, k);
      }
      if (sign(elected, k) != Integer.signum(sum)) {
        throw new IllegalStateException("column " + k + ": the vote is not the sign of " + sum);
      }
    }
  }

  private static int sign(SignRow row, int k) {
    int word = k / Long.SIZE;
    return (row.silent()[word] >>> k & 1) != 0
        ? 0
        : (row.negatives()[word] >>> k & 1) != 0 ? -1 : 1;
  }

  @Override
  public void close() {
    alone.shutdown();
  }
}
