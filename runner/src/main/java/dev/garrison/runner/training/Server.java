package dev.garrison.runner.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.garrison.aggregators.NotEnoughProposalsException;
import dev.garrison.aggregators.Proposals;
import dev.garrison.aggregators.SignAggregator;
import dev.garrison.aggregators.SignRow;
import dev.garrison.aggregators.kernels.RowNorms;
import dev.garrison.cluster.Answer;
import dev.garrison.cluster.Broadcast;
import dev.garrison.cluster.Change;
import dev.garrison.cluster.Round;
import dev.garrison.cluster.TrafficCounts;
import dev.garrison.cluster.remote.RemotePool;
import dev.garrison.experiments.Parameters;
import dev.garrison.runner.records.WorkerTotals;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The parameter server: sends parameters out, has the adversary forge its rows, aggregates, and
 * applies the result. One thread, the training loop's; the rule and the attack run in the fork-join
 * pool it is in.
 */
final class Server implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger();
  private static final long SAY_AGAIN = 100;

  private final Assembly parts;
  private final HonestLoss honestLoss;
  private final StopSignal stop;
  private final RollCall rollCall;
  private final StepBuffers buffers;
  private final RowNorms norms = new RowNorms();
  private Parameters parameters;

  /** How the parameters came from those of the step before, if that can be told in short. */
  private Optional<Change> change = Optional.empty();

  private Optional<SignRow> voted = Optional.empty();
  private TrafficCounts traffic = TrafficCounts.NONE;
  private long step;
  private long skipped;
  private long previousEnd;

  /**
   * @param honestLoss which losses count
   * @param parameters to begin with; owned by this object from now on
   * @param step updates made before
   * @param stop asks the run to end: a cluster's pool may then give up a step
   */
  Server(Assembly parts, HonestLoss honestLoss, Parameters parameters, long step, StopSignal stop) {
    this.parts = parts;
    this.honestLoss = honestLoss;
    this.rollCall = new RollCall(parts.pool.counts());
    this.buffers = StepBuffers.of(parts.codec.codec(), parameters.dimension());
    this.parameters = parameters;
    this.step = step;
    this.stop = stop;
  }

  /** Updates made so far, skipped ones included. */
  long step() {
    return step;
  }

  /** Steps at which nothing was applied. */
  long skipped() {
    return skipped;
  }

  /** What has come of every worker's proposals. */
  ImmutableList<WorkerTotals> workers() {
    return rollCall.totals(
        parts.remote.map(RemotePool::datagramCounts).orElse(ImmutableSortedMap.of()));
  }

  /** The parameters now; retained by whoever keeps them. */
  Parameters parameters() {
    return parameters;
  }

  /** What is done with a step's rows while they are there. */
  interface StepUser {
    /**
     * Looks at a step.
     *
     * @param step retained by whoever keeps it
     * @return whether another one follows
     */
    boolean accept(StepReport report, Step step);
  }

  /**
   * Makes one step, or none if it is given up for the run is to end.
   *
   * @return what the user of the step returns; false if there is none
   */
  boolean advance(StepUser user) {
    long start = System.nanoTime();
    if (previousEnd == 0) {
      previousEnd = start;
    }
    parts.serverGradient.ifPresent(own -> own.computeAt(step, parameters));
    Round round = parts.pool.step(new Broadcast(step, parameters, change));
    if (stop.isAsked() && round.answers().isEmpty()) {
      round.close();
      return false;
    }
    long computed = System.nanoTime();
    long runsBefore = defenceRuns();
    UnpackedRows unpacked = new UnpackedRows(buffers.vectors());
    try (Step now = new Step(step, round, forged(round, unpacked), buffers, unpacked)) {
      long attacked = System.nanoTime();
      float rate = parts.learningRate.at(step);
      Set<Integer> excluded = new TreeSet<>();
      boolean applied = aggregate(now, excluded);
      long aggregated = System.nanoTime();
      if (applied) {
        apply(now, rate);
      } else {
        skipped++;
        change = Optional.of(new Change.None());
      }
      step++;
      long applyEnd = System.nanoTime();
      double norm = applied ? norm(now.aggregate()) : Double.NaN;
      long end = System.nanoTime();
      PhaseTimes times =
          new PhaseTimes(
              computed - start,
              attacked - computed,
              aggregated - attacked,
              applyEnd - aggregated,
              end - previousEnd);
      previousEnd = end;
      return user.accept(
          new StepReport(
              step,
              honestLoss.of(round.answers()),
              rate,
              norm,
              now.answers().size(),
              rollCall.note(now.answers(), excluded, parts.pool.counts()),
              !applied,
              defenceRuns() - runsBefore,
              times,
              travelled()),
          now);
    }
  }

  /** Since the last step. */
  private TrafficCounts travelled() {
    TrafficCounts before = traffic;
    traffic = parts.pool.traffic();
    return traffic.minus(before);
  }

  /** Since the run began. */
  private long defenceRuns() {
    return parts.adversary.map(Adversary::defenceRuns).orElse(0L);
  }

  private List<Answer> forged(Round round, UnpackedRows unpacked) {
    if (parts.adversary.isEmpty() || round.answers().isEmpty()) {
      return ImmutableList.of();
    }
    Proposals honest = Step.proposals(step, round.answers(), unpacked);
    return parts.adversary.get().forge(honest, buffers);
  }

  /** Whether there was enough to aggregate. */
  private boolean aggregate(Step now, Set<Integer> excluded) {
    try {
      if (now.answers().isEmpty()) {
        throw new NotEnoughProposalsException("no worker sent a proposal");
      }
      Proposals proposals = now.proposals();
      aggregate(proposals, now.aggregate());
      for (int worker : proposals.excludedWorkers()) {
        excluded.add(worker);
      }
      return true;
    } catch (NotEnoughProposalsException e) {
      if (skipped % SAY_AGAIN == 0) {
        LOG.warn("step {} is skipped ({} so far): {}", step, skipped + 1, e.getMessage());
      }
      return false;
    }
  }

  private void aggregate(Proposals proposals, float[] out) {
    voted = Optional.empty();
    if (proposals.signs().isPresent() && parts.defence.pipeline() instanceof SignAggregator rule) {
      // Not used again: nodes may still be sent it while the next one is made
      SignRow vote = new SignRow(out.length);
      rule.vote(proposals, vote);
      vote.unpack(out);
      voted = Optional.of(vote);
    } else {
      parts.defence.pipeline().aggregate(proposals, out);
    }
  }

  private void apply(Step now, float rate) {
    float used = rate * parts.optimizer.rateFactor(now.answers().size());
    change =
        voted.flatMap(
            vote ->
                parts
                    .optimizer
                    .signStep(used)
                    .map(step -> new Change.Vote(vote, step.keep(), step.move())));
    // Given up first: nobody else holding it, the update works in place.
    parameters.close();
    parameters = parts.server.apply(now.aggregate(), used, step + 1);
  }

  private double norm(float[] vector) {
    norms.compute(new float[][] {vector});
    return Math.sqrt(norms.squared(0));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
