package dev.garrison.cluster;

import com.google.common.collect.ImmutableList;
import dev.garrison.cluster.codec.Payload;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What the workers sent at one step, by increasing worker id. The rows go back to the pool when the
 * last owner closes the round; they may be written to by nobody before that. Any thread.
 */
public final class Round implements AutoCloseable {
  private final ImmutableList<Answer> answers;
  private final Consumer<Payload> giveBack;
  private final AtomicInteger owners = new AtomicInteger(1);

  /**
   * @param answers by strictly increasing worker id
   * @param giveBack called with each proposal once the round is done with
   */
  public Round(ImmutableList<Answer> answers, Consumer<Payload> giveBack) {
    this.answers = answers;
    this.giveBack = giveBack;
  }

  /** Answers, by increasing worker id. */
  public ImmutableList<Answer> answers() {
    return answers;
  }

  /** One more owner, who closes it too. */
  public Round retain() {
    if (owners.getAndIncrement() <= 0) {
      throw new IllegalStateException("round is closed");
    }
    return this;
  }

  @Override
  public void close() {
    int left = owners.decrementAndGet();
    if (left == 0) {
      answers.forEach(answer -> giveBack.accept(answer.proposal()));
    } else if (left < 0) {
      throw new IllegalStateException("round is closed already");
    }
  }
}
