package dev.garrison.runner.signsgd;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;

/**
 * What decides the numbers of one run. Equal studies give equal numbers. Immutable.
 *
 * @param nprocs number of workers W, adversaries included
 * @param data the data set
 * @param net the model, {@code name[,key:value]*}
 * @param optimizer how workers and server go about it
 * @param blind workers that send the opposite of what they computed
 * @param byzantine workers that collude, knowing what all others send
 * @param lr learning rate η; for distsgd it multiplies the sum of what came
 * @param decayStep epochs from one decay of the rate to the next
 * @param decayRate what the rate is multiplied by
 * @param momentum β in [0, 1)
 * @param weightDecay λ
 * @param epochs how many
 * @param seed of everything: data, shares, batches, weights, who is an adversary
 */
public record Study(
    int nprocs,
    DataName data,
    String net,
    Method optimizer,
    int blind,
    int byzantine,
    double lr,
    int decayStep,
    double decayRate,
    double momentum,
    double weightDecay,
    int epochs,
    long seed) {
  /** What all workers together compute a step on, as published. */
  private static final int TOTAL_BATCH = 128;

  /** Examples per worker and step: 128/W, rounded down, at least 1. */
  int batchSize() {
    return Math.max(1, TOTAL_BATCH / nprocs);
  }

  /**
   * Name of the run's folder: every component is in it, so no two studies share one but those whose
   * models differ in punctuation alone.
   */
  public String folder() {
    return "%s-%s-%s-n%d-byz%d-blind%d-lr%s-mom%s-wd%s-decay%sx%d-ep%d-seed%d"
        .formatted(
            data.label(),
            net.replaceAll("[^A-Za-z0-9.]+", "_"),
            optimizer.label(),
            nprocs,
            byzantine,
            blind,
            plain(lr),
            plain(momentum),
            plain(weightDecay),
            plain(decayRate),
            decayStep,
            epochs,
            seed);
  }

  /** The same with another seed. */
  public Study withSeed(long other) {
    return new Study(
        nprocs,
        data,
        net,
        optimizer,
        blind,
        byzantine,
        lr,
        decayStep,
        decayRate,
        momentum,
        weightDecay,
        epochs,
        other);
  }

  /** The run as arguments of the runner, all but where its files go. */
  ImmutableList<String> words() {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.add("--experiment", experimentSpec());
    // What a rule is told changes nothing in these two; it must go with n all the same.
    int declared = Math.min(byzantine + blind, (nprocs - 1) / 2);
    words.add("--nb-workers", Integer.toString(nprocs));
    words.add("--nb-decl-byz-workers", Integer.toString(declared));
    words.add("--aggregator", optimizer == Method.DISTSGD ? "average" : "majority-vote");
    words.add("--optimizer", optimizerSpec());
    if (optimizer != Method.DISTSGD) {
      // Not a vote for 1 where a gradient is zero
      words.add("--codec", "sign,zero:silent");
    }
    words.add(
        "--learning-rate",
        "step-decay,initial-rate:%s,decay-step:%d,decay-rate:%s"
            .formatted(plain(lr), decayStep, plain(decayRate)));
    if (byzantine > 0) {
      words.add("--nb-real-byz-workers", Integer.toString(byzantine));
      words.add("--attack", optimizer == Method.DISTSGD ? "sum-cancel" : "sign-vote-break");
    }
    if (blind > 0) {
      words.add("--nb-local-byz-workers", Integer.toString(blind));
      words.add("--local-attack", "blind-inversion");
    }
    words.add("--seed=" + seed);
    words.add("--max-epoch", Integer.toString(epochs));
    return words.build();
  }

  private String experimentSpec() {
    // Byzantine workers have shares of their own too, which nobody trains on.
    return "%s%s,model:(%s),batch-size:%d,partition:(iid,parts:%d)"
        .formatted(
            data.label(), data.isDrawn() ? ",data-seed:" + seed : "", net, batchSize(), nprocs);
  }

  private String optimizerSpec() {
    return switch (optimizer) {
      case DISTSGD -> "distsgd,reduce:sum,momentum:" + plain(momentum);
      case SIGNSGD -> "signsgd,weight-decay:" + plain(weightDecay);
      case SIGNUM ->
          "signum,momentum:%s,weight-decay:%s".formatted(plain(momentum), plain(weightDecay));
    };
  }

  /** Without an exponent and without zeros at the end. */
  public static String plain(double number) {
    return number == 0 ? "0" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
