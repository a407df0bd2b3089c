package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;

/**
 * Makes one node's datagrams under one key, each with a sequence number of its own. One thread at a
 * time.
 */
final class DatagramWriter {
  private final DatagramFormat format;
  private final DatagramCipher cipher;
  private final long sequences;
  private final PlainText plain;
  private final byte[] datagram;
  private long sequence;

  /**
   * @param sequences datagrams that may be made, at most {@link DatagramFormat#SEQUENCES}
   */
  DatagramWriter(DatagramFormat format, int node, byte[] key, long sequences) {
    this.format = format;
    this.cipher = new DatagramCipher(key);
    this.sequences = sequences;
    this.plain = new PlainText(format.size());
    this.datagram = new byte[format.size()];
    PlainText.INTS.set(datagram, DatagramFormat.NODE_AT, node);
  }

  /** Where the datagrams are made; overwritten by the next one. */
  byte[] datagram() {
    return datagram;
  }

  /**
   * Makes the datagram of {@code row} that begins at {@code offset}.
   *
   * @return its bytes
   * @throws IllegalStateException if the key is used up
   */
  int write(int worker, long step, Payload row, int offset) {
    int count = format.coordinates(offset, row.dimension());
    plain.head(step, worker, offset);
    format.codec().encode(row, offset, count, plain.bytes(), PlainText.HEADER);
    return seal(plain.bytes(), PlainText.HEADER + format.codec().bytes(count));
  }

  /** Makes a datagram of any plain text. */
  int seal(byte[] text, int length) {
    if (sequence == sequences) {
      throw new IllegalStateException(
          "key: made %d datagrams, a new one is due".formatted(sequence));
    }
    PlainText.LONGS.set(datagram, DatagramFormat.SEQUENCE_AT, sequence++);
    return cipher.seal(text, length, datagram);
  }
}
