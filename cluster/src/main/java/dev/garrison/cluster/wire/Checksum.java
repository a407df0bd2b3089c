package dev.garrison.cluster.wire;

import dev.garrison.experiments.Parameters;
import java.util.zip.CRC32C;

/** The checksum by which parameter server and nodes see that they have the same parameters. */
public final class Checksum {
  private static final int CHUNK = 1 << 16;

  private Checksum() {}

  /** CRC-32C of the values' bytes, lowest first. */
  public static int of(Parameters parameters) {
    CRC32C checksum = new CRC32C();
    byte[] chunk = new byte[CHUNK];
    long end = (long) Float.BYTES * parameters.dimension();
    for (long at = 0; at < end; at += CHUNK) {
      int some = (int) Math.min(CHUNK, end - at);
      parameters.readBytes(at, chunk, 0, some);
      checksum.update(chunk, 0, some);
    }
    return (int) checksum.getValue();
  }
}
