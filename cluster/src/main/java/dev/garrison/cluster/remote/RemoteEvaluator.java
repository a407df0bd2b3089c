package dev.garrison.cluster.remote;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.garrison.cluster.WorkerTallies;
import dev.garrison.cluster.tls.Credentials;
import dev.garrison.cluster.wire.PeerText;
import dev.garrison.cluster.wire.proto.Evaluated;
import dev.garrison.experiments.Evaluation;
import dev.garrison.experiments.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Evaluates on another machine, on the test examples that the experiment has there. Whoever uses
 * the result trusts that node with it. One thread at a time.
 */
public final class RemoteEvaluator implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final StepBoard board = new StepBoard();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setNameFormat("evaluator-%d").setDaemon(true).build());
  private final NodeLink link;
  private volatile Asked asked = new Asked(-1, new CompletableFuture<>());

  private record Asked(long step, CompletableFuture<Optional<Evaluated>> answer) {}

  /**
   * Dials the node in the background.
   *
   * @param own this process's credentials; empty for plain text, allowed with a node on this
   *     machine only
   * @throws dev.garrison.core.UserException if the node may not be dialled in plain text
   */
  public RemoteEvaluator(NodeAddress node, Optional<Credentials> own, RemoteRun run) {
    this.link =
        new NodeLink(
            node,
            OpenMessage.of(run, Sessions.random(), ImmutableSet.of()).buildPartial(),
            run.codec().codec(),
            ImmutableMap.of(),
            new WorkerTallies(run.workers().count()),
            new Dialler(node, own),
            Optional.empty(),
            timer,
            new NodeLink.Listener() {
              @Override
              public void changed() {
                lost();
                board.poke();
              }

              @Override
              public void evaluated(Evaluated evaluated) {
                take(evaluated);
              }
            });
    link.dial();
  }

  /**
   * Evaluates and waits for the result.
   *
   * @param step number of the step, for messages
   * @param parameters what to evaluate; not closed here
   * @param patience how long to wait for the node and its answer
   * @return empty if the node is not there in that time, or its answer makes no sense
   */
  public Optional<Evaluation> evaluate(long step, Parameters parameters, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    asked = new Asked(step, new CompletableFuture<>());
    while (!link.askEvaluation(step, parameters)) {
      if (deadline - System.nanoTime() <= 0) {
        return Optional.empty();
      }
      board.awaitPoke(GLANCE);
      asked = new Asked(step, new CompletableFuture<>());
    }
    long left = Math.max(0, deadline - System.nanoTime());
    return asked
        .answer()
        .completeOnTimeout(Optional.empty(), left, TimeUnit.NANOSECONDS)
        .join()
        .flatMap(answer -> read(step, answer));
  }

  private Optional<Evaluation> read(long step, Evaluated answer) {
    boolean sensible =
        !answer.hasAccuracy() || (answer.getAccuracy() >= 0 && answer.getAccuracy() <= 1);
    if (!answer.getProblem().isEmpty() || !sensible) {
      LOG.warn(
          "{}: no evaluation of step {}: {}",
          link.node(),
          step,
          sensible ? PeerText.clean(answer.getProblem()) : "accuracy " + answer.getAccuracy());
      return Optional.empty();
    }
    return Optional.of(
        new Evaluation(
            answer.getLoss(),
            answer.hasAccuracy()
                ? OptionalDouble.of(answer.getAccuracy())
                : OptionalDouble.empty()));
  }

  private void take(Evaluated evaluated) {
    Asked now = asked;
    if (evaluated.getStep() == now.step()) {
      now.answer().complete(Optional.of(evaluated));
    }
  }

  /** Whoever waits need not wait until the end: the node has forgotten what it was asked. */
  private void lost() {
    if (!link.isReady()) {
      asked.answer().complete(Optional.empty());
    }
  }

  @Override
  public void close() {
    link.close();
    timer.shutdownNow();
  }
}
