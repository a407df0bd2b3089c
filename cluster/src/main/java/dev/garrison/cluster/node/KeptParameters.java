package dev.garrison.cluster.node;

import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.wire.Checksum;
import dev.garrison.cluster.wire.proto.Changed;
import dev.garrison.cluster.wire.proto.Vote;
import dev.garrison.experiments.ParameterBuffers;
import dev.garrison.experiments.Parameters;
import java.util.Optional;

/** The last parameters a node got, kept to be changed. One thread at a time. */
final class KeptParameters implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private Optional<Parameters> kept = Optional.empty();
  private long step = -1;

  /**
   * Keeps these from now on.
   *
   * @param parameters not closed here
   */
  void keep(long ofStep, Parameters parameters) {
    close();
    kept = Optional.of(parameters.retain());
    step = ofStep;
  }

  /**
   * The parameters of a step, which are those kept; closed by the caller. Empty if those are of
   * another step, or not what they should be: then nothing is kept.
   */
  Optional<Parameters> same(Changed asked) {
    long ofStep = asked.getStep();
    if (kept.isEmpty()
        || ofStep != step && ofStep != step + 1
        || Checksum.of(kept.get()) != asked.getChecksum()) {
      close();
      return Optional.empty();
    }
    step = ofStep;
    return kept.map(Parameters::retain);
  }

  /**
   * Those of a step, of which the vote says how they came from the ones before; closed by the
   * caller. Empty if those before are not kept, or did not become what they should: then nothing is
   * kept.
   */
  Optional<Parameters> change(Changed asked, SignRow vote, ParameterBuffers buffers) {
    long toStep = asked.getStep();
    if (kept.isEmpty() || toStep != step + 1) {
      close();
      return Optional.empty();
    }
    Parameters changed = apply(kept.get(), vote, asked.getVote(), buffers);
    if (Checksum.of(changed) != asked.getChecksum()) {
      changed.close();
      close();
      return Optional.empty();
    }
    keep(toStep, changed);
    return Optional.of(changed);
  }

  private static Parameters apply(
      Parameters before, SignRow vote, Vote how, ParameterBuffers buffers) {
    int dimension = before.dimension();
    float[] chunk = new float[CHUNK];
    try (ParameterBuffers.Filling filling = buffers.take()) {
      for (int at = 0; at < dimension; at += CHUNK) {
        int count = Math.min(CHUNK, dimension - at);
        before.read(at, chunk, count);
        vote.apply(how.getKeep(), how.getMove(), chunk, at, at + count);
        filling.write(at, chunk, count);
      }
      return filling.finish();
    }
  }

  @Override
  public void close() {
    kept.ifPresent(Parameters::close);
    kept = Optional.empty();
    step = -1;
  }
}
