package dev.garrison.aggregators.kernels;

/**
 * What {@link PackedSigns} and {@link PackedVotes} compute with, the signs' part of {@link
 * Kernels}: whole words of 64 signs. Arguments are checked by the caller. All implementations give
 * the same bits. Stateless, any thread.
 */
interface SignKernels {
  /** The bits of 1. */
  int ONE = 0x3f80_0000;

  /** The bits of +∞; those of a NaN without its sign are greater. */
  int INFINITY = 0x7f80_0000;

  /**
   * Packs 64·words floats from {@code from} on into the words from {@code at} on.
   *
   * @param zeros all bits set to note the ±0 and NaN in {@code silent}, 0 to note none
   */
  void pack(float[] row, int from, long[] negatives, long[] silent, int at, int words, long zeros);

  /**
   * −1, 1, or 0 where silent, of the words from {@code at} on, into {@code out} from {@code to}.
   */
  void unpack(long[] negatives, long[] silent, int at, int words, float[] out, int to);

  /** x ← x·keep − move·sign, of the words from {@code at} on, for {@code x} from {@code to} on. */
  void apply(
      long[] negatives,
      long[] silent,
      int at,
      int words,
      float keep,
      float move,
      float[] x,
      int to);

  /** A full adder for each bit: carry ← majority of sum, a, b; then sum ← sum ⊕ a ⊕ b. */
  void carrySave(long[] sum, long[] a, int aFrom, long[] b, int bFrom, long[] carry, int words);

  /**
   * One step of comparing numbers, from their highest bit down, for each bit: greater ← greater ∨
   * (equal ∧ a ∧ ¬b); then equal ← equal ∧ ¬(a ⊕ b).
   */
  void compare(long[] a, long[] b, long[] greater, long[] equal, int words);

  /** out ← a ∧ ¬b, words of a and b from {@code from} on, into {@code out} from 0 on. */
  void without(long[] a, long[] b, int from, long[] out, int words);
}
