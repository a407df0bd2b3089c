package dev.garrison.cluster.codec;

import dev.garrison.aggregators.SignRow;
import dev.garrison.core.Arg;
import dev.garrison.core.Plugin;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One bit per coordinate: set where it is negative. Coordinate k is bit k mod 8 of byte k / 8.
 *
 * <p>A sign of 0 does not fit into a bit. With {@code zero:positive} ±0 and NaN travel as +1, as in
 * the authors' implementation; with {@code zero:silent} they do not vote, at the price of a second
 * bit: 64 coordinates are then 8 bytes of signs and 8 bytes that mark those without one.
 *
 * <p>Together with a rule that votes and an optimizer that moves by signs, what the server sends
 * back is the packed vote: ⌈d/8⌉ bytes, twice that at steps with a tie that moves nothing. With any
 * other rule the parameters travel in full. Immutable, any thread.
 *
 * <p>Paper: Bernstein, Zhao, Azizzadenesheli, Anandkumar 2019, signSGD with Majority Vote is
 * Communication Efficient and Fault Tolerant, ICLR.
 */
@Plugin(
    name = "sign",
    summary = "the sign: 1 bit per coordinate, and with majority-vote 1 bit back",
    paper = "Bernstein et al. 2019, signSGD with Majority Vote, ICLR")
public final class Sign implements Codec {
  private static final int BLOCK = Long.SIZE;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final SignRow.Zeros zero;

  /**
   * @param zero what becomes of 0
   */
  public Sign(
      @Arg(
              name = "zero",
              value = "positive",
              help = "0 and NaN: +1 (1 bit per coordinate), or silent, no vote (2 bits)")
          SignRow.Zeros zero) {
    this.zero = zero;
  }

  /** The one that loses nothing of a row of signs with as few bits as that takes. */
  public static Sign of(SignRow row) {
    return new Sign(row.hasSilent() ? SignRow.Zeros.SILENT : SignRow.Zeros.POSITIVE);
  }

  @Override
  public int granule() {
    return BLOCK;
  }

  @Override
  public int bytes(int count) {
    int plane = (count + Byte.SIZE - 1) / Byte.SIZE;
    return zero == SignRow.Zeros.SILENT ? 2 * plane : plane;
  }

  @Override
  public Payload payload(int dimension) {
    return new Payload.Signs(new SignRow(dimension));
  }

  @Override
  public void code(float[] vector, Payload into) {
    row(into).pack(vector, zero);
  }

  private static SignRow row(Payload payload) {
    return ((Payload.Signs) payload).row();
  }

  @Override
  public void encode(Payload from, int position, int count, byte[] out, int at) {
    SignRow row = row(from);
    int next = at;
    for (int done = 0; done < count; done += BLOCK) {
      int some = Math.min(BLOCK, count - done);
      next = put(row.negatives()[(position + done) / BLOCK], some, out, next);
      if (zero == SignRow.Zeros.SILENT) {
        next = put(row.silent()[(position + done) / BLOCK], some, out, next);
      }
    }
  }

  private static int put(long word, int bits, byte[] out, int at) {
    if (bits == BLOCK) {
      WORDS.set(out, at, word);
      return at + Long.BYTES;
    }
    int end = at + (bits + Byte.SIZE - 1) / Byte.SIZE;
    for (int i = at; i < end; i++) {
      out[i] = (byte) (word >>> Byte.SIZE * (i - at));
    }
    return end;
  }

  @Override
  public void decode(byte[] in, int at, Payload into, int position, int count) {
    SignRow row = row(into);
    int next = at;
    for (int done = 0; done < count; done += BLOCK) {
      int some = Math.min(BLOCK, count - done);
      int bytes = (some + Byte.SIZE - 1) / Byte.SIZE;
      int word = (position + done) / BLOCK;
      long negative = get(in, some, next);
      next += bytes;
      long silent = 0;
      if (zero == SignRow.Zeros.SILENT) {
        silent = get(in, some, next);
        next += bytes;
      }
      // A coordinate has no sign and is silent, whatever was sent
      row.negatives()[word] = negative & ~silent;
      row.silent()[word] = silent;
    }
  }

  private static long get(byte[] in, int bits, int at) {
    if (bits == BLOCK) {
      return (long) WORDS.get(in, at);
    }
    long word = 0;
    for (int i = 0; i < (bits + Byte.SIZE - 1) / Byte.SIZE; i++) {
      word |= (in[at + i] & 0xffL) << Byte.SIZE * i;
    }
    // What lies behind the end is nobody's
    return word & (1L << bits) - 1;
  }

  @Override
  public boolean codesParameters() {
    return false;
  }
}
