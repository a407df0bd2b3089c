package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Float32;

/**
 * What a datagram looks like. All numbers are little-endian.
 *
 * <table>
 * <caption>Bytes of the UDP payload</caption>
 * <tr><th>at</th><th>bytes</th><th>what</th></tr>
 * <tr><td>0</td><td>4</td><td>node, in clear</td></tr>
 * <tr><td>4</td><td>8</td><td>sequence number under the key, from 0, in clear</td></tr>
 * <tr><td>12</td><td>8</td><td>step, encrypted from here on</td></tr>
 * <tr><td>20</td><td>4</td><td>worker</td></tr>
 * <tr><td>24</td><td>4</td><td>offset: the first coordinate, a multiple of {@link #coordinates}</td></tr>
 * <tr><td>28</td><td></td><td>the coordinates, as the run's codec writes them</td></tr>
 * <tr><td>end - 16</td><td>16</td><td>tag</td></tr>
 * </table>
 *
 * <p>The cipher is AES-256-GCM. The twelve bytes in clear are the nonce and the additional data; a
 * key belongs to one node in one generation of the session and is used in this direction only, so
 * no nonce comes twice. How many coordinates there are follows from the offset: {@link
 * #coordinates}, and in the last datagram of a row what is left of it.
 *
 * @param size greatest UDP payload in bytes, up to 65507; a granule of the codec's must fit, for
 *     floats from 48
 * @param codec of the coordinates
 */
public record DatagramFormat(int size, Codec codec) {
  /**
   * 1232 bytes: what passes unfragmented on every IPv6 path (the least MTU allowed, 1280, less 40
   * of IPv6 and 8 of UDP), and through the tunnels an IPv4 path has. Full Ethernet frames would
   * save 3% of the bytes, and lose everything where they do not fit.
   */
  public static final int DEFAULT_SIZE = 1232;

  /**
   * Datagrams under one key, 2^40, that is 1.2 PB. Then an attacker who sees them all tells them
   * from noise with a probability below 2^-36 (the square of the cipher's blocks over 2^129).
   */
  static final long SEQUENCES = 1L << 40;

  /** Bytes in clear: nonce and additional data. */
  static final int CLEAR = 12;

  static final int NODE_AT = 0;
  static final int SEQUENCE_AT = 4;

  /** Bytes of the tag at the end. */
  static final int TAG = 16;

  private static final int AROUND = CLEAR + PlainText.HEADER + TAG;
  private static final int GREATEST_SIZE = 65_507;

  /** Checks the range. */
  public DatagramFormat {
    int least = AROUND + codec.bytes(codec.granule());
    if (size < least || size > GREATEST_SIZE) {
      throw new IllegalArgumentException(
          "size: expected from %d to %d, got %d".formatted(least, GREATEST_SIZE, size));
    }
  }

  /** For rows of floats. */
  public static DatagramFormat ofFloats(int size) {
    return new DatagramFormat(size, new Float32());
  }

  /** Coordinates in a full datagram. */
  public int coordinates() {
    return (size - AROUND) / codec.bytes(codec.granule()) * codec.granule();
  }

  /** Datagrams of a row of length {@code dimension}, which is at least 1. */
  public int datagrams(int dimension) {
    return (dimension - 1) / coordinates() + 1;
  }

  /** Coordinates in the datagram at {@code offset} of a row of length {@code dimension}. */
  int coordinates(int offset, int dimension) {
    return Math.min(coordinates(), dimension - offset);
  }

  /** Whether a datagram may have so many bytes. */
  boolean fits(int length) {
    return length >= AROUND + codec.bytes(1) && length <= size;
  }
}
