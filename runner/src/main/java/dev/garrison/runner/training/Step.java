package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignRow;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.Round;
import dev.garrison.cluster.codec.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Everything that was proposed at one step and what came of it. The arrays go back to where they
 * came from when the last owner closes it, so a summary may read them beside the next step.
 */
final class Step implements AutoCloseable {
  private final long number;
  private final Round round;
  private final ImmutableList<Answer> forged;
  private final StepBuffers buffers;
  private final UnpackedRows unpacked;
  private final float[] aggregate;
  private final ImmutableList<Answer> all;
  private final AtomicInteger owners = new AtomicInteger(1);

  /**
   * @param round closed with this
   * @param forged rows of the adversary's, from {@code buffers}
   * @param buffers where the aggregate's array is taken from, and the forged rows were
   * @param unpacked floats of the packed rows among these; closed with this
   */
  Step(long number, Round round, List<Answer> forged, StepBuffers buffers, UnpackedRows unpacked) {
    this.number = number;
    this.round = round;
    this.forged = ImmutableList.copyOf(forged);
    this.buffers = buffers;
    this.unpacked = unpacked;
    this.aggregate = buffers.vectors().take();
    this.all =
        Stream.concat(round.answers().stream(), forged.stream())
            .sorted(Comparator.comparingInt(Answer::worker))
            .collect(ImmutableList.toImmutableList());
  }

  long number() {
    return number;
  }

  /** Everybody's answers by worker id, the forged ones among them. */
  ImmutableList<Answer> answers() {
    return all;
  }

  /** What the rule made of them, length d; empty of meaning until the rule has run. */
  float[] aggregate() {
    return aggregate;
  }

  /**
   * Rows as a rule sees them.
   *
   * @param answers at least one
   * @param unpacked for rows that are packed
   */
  static Proposals proposals(long number, List<Answer> answers, UnpackedRows unpacked) {
    int[] workers = answers.stream().mapToInt(Answer::worker).toArray();
    if (answers.get(0).proposal() instanceof Payload.Signs) {
      return Proposals.ofSigns(
          number,
          workers,
          answers.stream()
              .map(answer -> ((Payload.Signs) answer.proposal()).row())
              .toArray(SignRow[]::new),
          unpacked::of);
    }
    return new Proposals(
        number, workers, answers.stream().map(Answer::row).toArray(float[][]::new));
  }

  /** The answers as the rule sees them; at least one. */
  Proposals proposals() {
    return proposals(number, all, unpacked);
  }

  /** One more owner, who closes it too. */
  Step retain() {
    owners.getAndIncrement();
    return this;
  }

  @Override
  public void close() {
    if (owners.decrementAndGet() == 0) {
      round.close();
      forged.forEach(answer -> buffers.proposals().give(answer.proposal()));
      buffers.vectors().give(aggregate);
      unpacked.close();
    }
  }
}
