package dev.garrison.cluster.codec;

import dev.garrison.core.PluginKind;

/**
 * How proposals travel, and with {@link #codesParameters} what the server sends back.
 *
 * <p>The parameter server and every worker of a run have the same one. What a codec loses is lost
 * in every pool alike, also in the one that sends nothing: a run has the same bits in one process
 * and in several. Immutable, any thread.
 */
public interface Codec {
  /** Codecs as plugins. */
  PluginKind<Codec> KIND = PluginKind.of("codec", Codec.class);

  /**
   * Coordinates that belong together on the wire, at most 1024: a vector is cut between granules
   * only, and its last one may be shorter.
   */
  int granule();

  /**
   * Bytes that coordinates take.
   *
   * @param count from the beginning of a granule on; at most 2<sup>21</sup>. A multiple of the
   *     granule, or what is left of a vector behind the last whole one
   */
  int bytes(int count);

  /**
   * Bytes that a whole vector takes.
   *
   * @param dimension d
   */
  default long vectorBytes(int dimension) {
    int granule = granule();
    int rest = dimension % granule;
    return (long) (dimension / granule) * bytes(granule) + (rest == 0 ? 0 : bytes(rest));
  }

  /** A payload with arbitrary contents. */
  Payload payload(int dimension);

  /**
   * Makes of a worker's vector what others get to see of it.
   *
   * @param vector length d; may be the payload's own array
   * @param into of {@link #payload}, length d; every coordinate is written
   */
  void code(float[] vector, Payload into);

  /**
   * Writes coordinates as they travel.
   *
   * @param from coded
   * @param position first coordinate, a multiple of the granule
   * @param count as in {@link #bytes}
   * @param out gets {@code bytes(count)} bytes from its index {@code at} on
   */
  void encode(Payload from, int position, int count, byte[] out, int at);

  /**
   * Reads coordinates. Whatever the bytes are, this does not throw.
   *
   * @param in {@code bytes(count)} bytes from its index {@code at} on
   * @param position first coordinate, a multiple of the granule
   * @param count as in {@link #bytes}
   */
  void decode(byte[] in, int at, Payload into, int position, int count);

  /**
   * Whether parameters travel in this coding too: then workers compute at what it leaves of them.
   * Only for payloads of floats, and where {@link #code} looks at no more than a granule at a time.
   */
  boolean codesParameters();
}
