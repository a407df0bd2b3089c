package dev.garrison.aggregators;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The proposals present at one step: rows of equal length in the order of their workers' ids, and a
 * note of the rows a rule left out. The rows are the caller's arrays, not copies; they do not
 * change while the proposals are in use.
 *
 * <p>Proposals may be packed signs; a row asked for as floats is then unpacked, once.
 *
 * <p>One thread at a time for {@link #exclude}; reading is free.
 */
public final class Proposals {
  private final float[][] rows;
  private final Optional<SignRow[]> signs;
  private final Function<SignRow, float[]> unpack;
  private final int[] workers;
  private final int dimension;
  private final long step;
  private final BitSet excluded = new BitSet();

  /**
   * @param step number of the step, from 0
   * @param workers id of the worker of each row, strictly increasing
   * @param rows at least one, all of length d
   */
  public Proposals(long step, int[] workers, float[][] rows) {
    this(step, workers, rows.clone(), Optional.empty(), Proposals::unpacked, lengths(rows));
  }

  private Proposals(
      long step,
      int[] workers,
      float[][] rows,
      Optional<SignRow[]> signs,
      Function<SignRow, float[]> unpack,
      int[] lengths) {
    if (rows.length == 0 || rows.length != workers.length) {
      throw new IllegalArgumentException(
          "expected as many rows as workers and at least 1, got "
              + rows.length
              + " rows, "
              + workers.length
              + " workers");
    }
    this.dimension = lengths[0];
    for (int i = 0; i < rows.length; i++) {
      if (lengths[i] != dimension) {
        throw new IllegalArgumentException(
            "rows[" + i + "]: expected length " + dimension + ", got " + lengths[i]);
      }
      if (i > 0 && workers[i] <= workers[i - 1]) {
        throw new IllegalArgumentException(
            "workers[" + i + "]: expected more than " + workers[i - 1] + ", got " + workers[i]);
      }
    }
    this.rows = rows;
    this.signs = signs;
    this.unpack = unpack;
    this.workers = workers.clone();
    this.step = step;
  }

  private static int[] lengths(float[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> row.length).toArray();
  }

  /**
   * Proposals of packed signs. A row is −1, 1, and 0 where silent.
   *
   * @param step number of the step, from 0
   * @param workers id of the worker of each row, strictly increasing
   * @param rows at least one, all of d signs
   */
  public static Proposals ofSigns(long step, int[] workers, SignRow[] rows) {
    return ofSigns(step, workers, rows, Proposals::unpacked);
  }

  /**
   * As above, with arrays of the caller's for rows that are asked for as floats.
   *
   * @param unpack gives a row as floats, which do not change while the proposals are in use; called
   *     once for a row at most, by one thread at a time, and works in that thread alone
   */
  public static Proposals ofSigns(
      long step, int[] workers, SignRow[] rows, Function<SignRow, float[]> unpack) {
    int[] lengths = Arrays.stream(rows).mapToInt(SignRow::dimension).toArray();
    return new Proposals(
        step, workers, new float[rows.length][], Optional.of(rows.clone()), unpack, lengths);
  }

  private static float[] unpacked(SignRow signs) {
    float[] row = new float[signs.dimension()];
    signs.unpack(row, 0, row.length);
    return row;
  }

  /** Rows of workers 0, 1, 2, … at step 0. */
  public static Proposals of(float[]... rows) {
    return new Proposals(0, IntStream.range(0, rows.length).toArray(), rows);
  }

  /** Number of rows. */
  public int count() {
    return rows.length;
  }

  /** Length d of each row. */
  public int dimension() {
    return dimension;
  }

  /** Number of the step, from 0. */
  public long step() {
    return step;
  }

  /** A row itself, not a copy: not to be written to. */
  public float[] row(int i) {
    return signs.isEmpty() ? rows[i] : unpacked(i);
  }

  private float[] unpacked(int i) {
    synchronized (rows) {
      if (rows[i] == null) {
        // In this thread alone: nobody else's work while holding the lock
        rows[i] = unpack.apply(signs.orElseThrow()[i]);
      }
      return rows[i];
    }
  }

  /** All rows in order, themselves: not to be written to. The outer array is a copy. */
  public float[][] rows() {
    return IntStream.range(0, count()).mapToObj(this::row).toArray(float[][]::new);
  }

  /**
   * The rows as packed signs, themselves: not to be written to. The outer array is a copy. Empty if
   * the rows are floats.
   */
  public Optional<SignRow[]> signs() {
    return signs.map(SignRow[]::clone);
  }

  /** Other rows, floats, of the same workers at the same step, nothing excluded. */
  public Proposals withRows(float[][] others) {
    return new Proposals(step, workers, others);
  }

  /** Id of the worker whose row this is. */
  public int worker(int i) {
    return workers[i];
  }

  /** Notes that a row had no part in the result. */
  public void exclude(int i) {
    excluded.set(i);
  }

  /** Forgets what was excluded, for another rule on the same rows. */
  public void clearExcluded() {
    excluded.clear();
  }

  /** Ids of the workers whose rows were left out, increasing. */
  public int[] excludedWorkers() {
    return excluded.stream().map(i -> workers[i]).toArray();
  }

  /**
   * Check of a rule's output buffer.
   *
   * @throws IllegalArgumentException if its length is not d, or it is one of the rows
   */
  public void checkOutput(float[] out) {
    checkOutput(out, out.length, rows);
  }

  /** As {@link #checkOutput(float[])}. */
  public void checkOutput(SignRow out) {
    checkOutput(out, out.dimension(), signs.orElseGet(() -> new SignRow[0]));
  }

  private void checkOutput(Object out, int length, Object[] taken) {
    if (length != dimension) {
      throw new IllegalArgumentException("out: expected length " + dimension + ", got " + length);
    }
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] == out) {
        throw new IllegalArgumentException("out: must not be a row, is rows[" + i + "]");
      }
    }
  }
}
