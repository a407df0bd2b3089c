package dev.garrison.cluster.remote;

import dev.garrison.cluster.Broadcast;
import dev.garrison.cluster.Change;
import dev.garrison.cluster.codec.Codec;
import dev.garrison.cluster.codec.Payload;
import dev.garrison.cluster.codec.Sign;
import dev.garrison.cluster.wire.Checksum;
import dev.garrison.cluster.wire.PieceSource;
import dev.garrison.cluster.wire.proto.Changed;
import dev.garrison.cluster.wire.proto.StepAsked;
import dev.garrison.cluster.wire.proto.ToNode;
import dev.garrison.cluster.wire.proto.Vote;
import dev.garrison.experiments.Parameters;
import java.util.List;
import java.util.Optional;

/** What is sent out at a step, in the forms that nodes may need it in. Any thread. */
final class Announcement {
  private final Broadcast broadcast;
  private final Optional<Change> change;
  private final Codec codec;
  private Optional<Integer> checksum = Optional.empty();

  /**
   * @param broadcast of which the parameters are open as long as this is used
   * @param codec of the run
   * @param whole whether every node is to get the parameters in full
   */
  Announcement(Broadcast broadcast, Codec codec, boolean whole) {
    this.broadcast = broadcast;
    this.codec = codec;
    this.change = whole ? Optional.empty() : broadcast.change();
  }

  long step() {
    return broadcast.step();
  }

  /** Whether a node that has the parameters of a step can be told how to change them. */
  boolean canChange(long ofStep) {
    return ofStep == step() || ofStep == step() - 1 && change.isPresent();
  }

  /** Sends the parameters in full. */
  void sendWhole(Connection to, List<Integer> workers) {
    StepAsked asked = StepAsked.newBuilder().setStep(step()).addAllWorkers(workers).build();
    to.send(ToNode.newBuilder().setStep(asked).build());
    Parameters parameters = broadcast.parameters();
    if (codec.codesParameters()) {
      to.send(step(), parameters, PieceSource.of(codec, parameters));
    } else {
      to.send(step(), parameters, PieceSource.of(parameters));
    }
  }

  /** Sends how to change the parameters of a step, of which that can be told. */
  void sendChange(Connection to, List<Integer> workers, long ofStep) {
    Changed.Builder changed =
        Changed.newBuilder().setStep(step()).addAllWorkers(workers).setChecksum(checksum());
    if (ofStep == step() - 1 && change.orElseThrow() instanceof Change.Vote vote) {
      changed.setVote(
          Vote.newBuilder()
              .setKeep(vote.keep())
              .setMove(vote.move())
              .setSilent(vote.vote().hasSilent()));
      to.send(ToNode.newBuilder().setChanged(changed).build());
      Sign sign = Sign.of(vote.vote());
      to.send(
          step(), PieceSource.of(sign, new Payload.Signs(vote.vote())), vote.vote().dimension());
    } else {
      to.send(ToNode.newBuilder().setChanged(changed).build());
    }
  }

  private synchronized int checksum() {
    if (checksum.isEmpty()) {
      checksum = Optional.of(Checksum.of(broadcast.parameters()));
    }
    return checksum.get();
  }
}
