package dev.garrison.cluster.wire;

import dev.garrison.cluster.codec.Codec;

/**
 * How coded vectors are cut: between granules, always.
 *
 * @param most values of a full frame
 * @param chunk values that are coded at a time
 */
public record CodedPieces(int most, int chunk) {
  /** Of a codec's vectors. */
  public static CodedPieces of(Codec codec) {
    int granule = codec.granule();
    int bytes = codec.bytes(granule);
    int most = Math.min(PieceHeader.MOST_BYTES / bytes, PieceHeader.MOST_CODED / granule);
    int chunk = Math.max(1, PieceSource.CHUNK / bytes);
    return new CodedPieces(most * granule, Math.min(chunk, most) * granule);
  }
}
