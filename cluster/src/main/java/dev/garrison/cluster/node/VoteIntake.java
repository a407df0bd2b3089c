package dev.garrison.cluster.node;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.wire.IncomingPiece;
import dev.garrison.cluster.wire.proto.Changed;

/** A vote while it comes. One thread at a time. */
final class VoteIntake {
  private final Changed asked;
  private final SignRow row;
  private final Sign codec;
  private int next;

  /**
   * @param asked with a vote
   * @param row where it goes
   */
  VoteIntake(Changed asked, SignRow row) {
    this.asked = asked;
    this.row = row;
    this.codec =
        new Sign(asked.getVote().getSilent() ? SignRow.Zeros.SILENT : SignRow.Zeros.POSITIVE);
  }

  /** Takes the next piece; false, and nothing is taken, if it is not the next or too long. */
  boolean accept(IncomingPiece<?> piece) {
    int count = piece.header().count();
    if (piece.header().step() != asked.getStep()
        || piece.header().offset() != next
        || count > row.dimension() - next
        || !piece.decode(codec, new Payload.Signs(row), next)) {
      return false;
    }
    next += count;
    return true;
  }

  boolean isWhole() {
    return next == row.dimension();
  }

  /** What the vote is to do. */
  Changed asked() {
    return asked;
  }

  /** The vote; whole. */
  SignRow row() {
    return row;
  }
}
