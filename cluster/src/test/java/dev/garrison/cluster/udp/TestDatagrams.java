package dev.garrison.cluster.udp;

import dev.garrison.cluster.codec.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Keys, rows and datagrams for tests. */
final class TestDatagrams {
  static final DatagramFormat FORMAT = DatagramFormat.ofFloats(DatagramFormat.DEFAULT_SIZE);

  private TestDatagrams() {}

  /** A different key for every number. */
  static byte[] key(int number) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) number);
    return key;
  }

  static DatagramWriter writer(int node, byte[] key) {
    return new DatagramWriter(FORMAT, node, key, DatagramFormat.SEQUENCES);
  }

  /** All bit patterns, among them infinities and NaNs with any payload. */
  static float[] row(SplittableRandom random, int dimension) {
    float[] row = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      row[i] = Float.intBitsToFloat(random.nextInt());
    }
    return row;
  }

  /** A row of ordinary numbers. */
  static float[] ramp(int dimension) {
    float[] row = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      row[i] = i + 1;
    }
    return row;
  }

  /** All datagrams of a row. */
  static List<byte[]> of(DatagramWriter writer, int worker, long step, float[] row) {
    List<byte[]> datagrams = new ArrayList<>();
    for (int offset = 0; offset < row.length; offset += FORMAT.coordinates()) {
      datagrams.add(one(writer, worker, step, row, offset));
    }
    return datagrams;
  }

  /** One datagram of a row. */
  static byte[] one(DatagramWriter writer, int worker, long step, float[] row, int offset) {
    return Arrays.copyOf(writer.datagram(), writer.write(worker, step, floats(row), offset));
  }

  /** An authentic datagram with any content. */
  static byte[] sealed(DatagramWriter writer, byte[] text) {
    return Arrays.copyOf(writer.datagram(), writer.seal(text, text.length));
  }

  static Payload floats(float[] row) {
    return row == null ? null : new Payload.Floats(row);
  }

  static int[] bits(float[] row) {
    int[] bits = new int[row.length];
    for (int i = 0; i < row.length; i++) {
      bits[i] = Float.floatToRawIntBits(row[i]);
    }
    return bits;
  }
}
