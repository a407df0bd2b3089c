package dev.garrison.experiments.models;

/** Over what a normalization takes its means and variances. */
public enum Norm {
  /**
   * Over the positions of one example and the channels of one of 32 groups. Wu and He 2018, Group
   * Normalization.
   */
  GROUP,

  /**
   * Over the positions of all examples of the batch at hand, channel by channel. Ioffe and Szegedy
   * 2015, Batch Normalization, without the running averages that its authors evaluate with.
   */
  BATCH
}
