package dev.garrison.runner.records;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What happened in one training step: one row of {@code metrics.csv}.
 *
 * @param step number of the step, counted from 1
 * @param wallTime seconds since 1970 when the step ended
 * @param meanHonestLoss of the honest workers' batches, without those that f lets nobody believe
 * @param learningRate the learning rate of the update
 * @param gradientNorm Euclidean norm of the aggregated gradient; NaN if the step was skipped
 * @param computeMs milliseconds for the workers' gradients
 * @param attackMs milliseconds for the colluding attack
 * @param defenceRuns how often a colluding attack ran the defence to try its rows
 * @param aggregateMs milliseconds for the pre-aggregators and the rule
 * @param applyMs milliseconds for the update
 * @param proposals how many workers' proposals came
 * @param excluded ids of workers whose proposals came and were left out whole by the rule
 * @param missing ids of workers whose proposals were not there when the step ended
 * @param late ids of workers that something came from, since the step before, after its step
 * @param malformed ids of workers that something came from, since the step before, that is not what
 *     the protocol says
 * @param skipped whether there was no update, for want of proposals
 * @param bytesOut what left for the workers since the step before; 0 in one process
 * @param bytesIn what came from them
 */
public record StepMetrics(
    long step,
    double wallTime,
    double meanHonestLoss,
    float learningRate,
    double gradientNorm,
    double computeMs,
    double attackMs,
    long defenceRuns,
    double aggregateMs,
    double applyMs,
    int proposals,
    ImmutableList<Integer> excluded,
    ImmutableList<Integer> missing,
    ImmutableList<Integer> late,
    ImmutableList<Integer> malformed,
    boolean skipped,
    long bytesOut,
    long bytesIn) {

  /** The columns' names. */
  static final String HEADER =
      "step,wall_time_s,mean_honest_loss,learning_rate,gradient_norm,compute_ms,attack_ms,"
          + "defence_runs,aggregate_ms,apply_ms,proposals,excluded,missing,late,malformed,skipped,"
          + "bytes_out,bytes_in";

  private static final int COLUMNS = 18;
  private static final Splitter COMMAS = Splitter.on(',');
  private static final Splitter SPACES = Splitter.on(' ').omitEmptyStrings();
  private static final Joiner COMMA = Joiner.on(',');
  private static final Joiner SPACED = Joiner.on(' ');

  /** The row without its end. */
  String toRow() {
    return COMMA.join(
        step,
        Decimals.thousandths(wallTime),
        meanHonestLoss,
        learningRate,
        gradientNorm,
        Decimals.thousandths(computeMs),
        Decimals.thousandths(attackMs),
        defenceRuns,
        Decimals.thousandths(aggregateMs),
        Decimals.thousandths(applyMs),
        proposals,
        SPACED.join(excluded),
        SPACED.join(missing),
        SPACED.join(late),
        SPACED.join(malformed),
        skipped ? 1 : 0,
        bytesOut,
        bytesIn);
  }

  /** The metrics a row holds; empty if it is not such a row. */
  static Optional<StepMetrics> parse(String row) {
    List<String> fields = COMMAS.splitToList(row);
    if (fields.size() != COLUMNS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StepMetrics(
              Long.parseLong(fields.get(0)),
              Double.parseDouble(fields.get(1)),
              Double.parseDouble(fields.get(2)),
              Float.parseFloat(fields.get(3)),
              Double.parseDouble(fields.get(4)),
              Double.parseDouble(fields.get(5)),
              Double.parseDouble(fields.get(6)),
              Long.parseLong(fields.get(7)),
              Double.parseDouble(fields.get(8)),
              Double.parseDouble(fields.get(9)),
              Integer.parseInt(fields.get(10)),
              ids(fields.get(11)),
              ids(fields.get(12)),
              ids(fields.get(13)),
              ids(fields.get(14)),
              Integer.parseInt(fields.get(15)) != 0,
              Long.parseLong(fields.get(16)),
              Long.parseLong(fields.get(17))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static ImmutableList<Integer> ids(String field) {
    return SPACES
        .splitToStream(field)
        .map(Integer::valueOf)
        .collect(ImmutableList.toImmutableList());
  }
}
