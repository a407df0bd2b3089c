package dev.garrison.cluster.codec;

import dev.garrison.aggregators.SignRow;
import java.util.Arrays;

/**
 * A proposal as a rule gets it: what its codec leaves of the worker's vector. One thread at a time
 * writes.
 */
public sealed interface Payload {
  /** Its length d. */
  int dimension();

  /** As floats; the vector itself where there is one, else a fresh array. */
  float[] toFloats();

  /**
   * Takes coordinates of another payload of the same kind and length.
   *
   * @param from first one, a multiple of the codec's granule
   * @param to behind the last one, a multiple too or d
   */
  void copy(Payload other, int from, int to);

  /**
   * Marks coordinates that did not come: they are no number, or a sign that does not vote.
   *
   * @param from first one, a multiple of the codec's granule
   * @param to behind the last one, a multiple too or d
   */
  void lose(int from, int to);

  /** As {@link #lose}, with coordinates that are 0; a sign of 0 does not vote. */
  void zero(int from, int to);

  /**
   * A vector.
   *
   * @param values length d
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(float[] values) implements Payload {
    @Override
    public int dimension() {
      return values.length;
    }

    @Override
    public float[] toFloats() {
      return values;
    }

    @Override
    public void copy(Payload other, int from, int to) {
      System.arraycopy(((Floats) other).values, from, values, from, to - from);
    }

    @Override
    public void lose(int from, int to) {
      Arrays.fill(values, from, to, Float.NaN);
    }

    @Override
    public void zero(int from, int to) {
      Arrays.fill(values, from, to, 0);
    }
  }

  /**
   * A vector's signs.
   *
   * @param row of length d
   */
  record Signs(SignRow row) implements Payload {
    @Override
    public int dimension() {
      return row.dimension();
    }

    @Override
    public float[] toFloats() {
      float[] values = new float[row.dimension()];
      row.unpack(values);
      return values;
    }

    @Override
    public void copy(Payload other, int from, int to) {
      SignRow source = ((Signs) other).row;
      int word = from / Long.SIZE;
      int words = SignRow.words(to) - word;
      System.arraycopy(source.negatives(), word, row.negatives(), word, words);
      System.arraycopy(source.silent(), word, row.silent(), word, words);
    }

    @Override
    public void lose(int from, int to) {
      int begin = from / Long.SIZE;
      int end = SignRow.words(to);
      Arrays.fill(row.negatives(), begin, end, 0);
      Arrays.fill(row.silent(), begin, end, -1);
      if (to % Long.SIZE != 0) {
        row.silent()[end - 1] = (1L << to) - 1;
      }
    }

    @Override
    public void zero(int from, int to) {
      lose(from, to);
    }
  }
}
