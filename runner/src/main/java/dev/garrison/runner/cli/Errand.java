package dev.garrison.runner.cli;

import com.google.common.collect.ImmutableList;

/** What a client asks of a parameter server node. */
public sealed interface Errand {
  /**
   * Start a run and watch it.
   *
   * @param words options of the runner
   */
  record Submit(ImmutableList<String> words) implements Errand {}

  /**
   * Come back to a run.
   *
   * @param run its name; empty for the latest
   */
  record Attach(String run) implements Errand {}

  /**
   * Ask a run to stop in order.
   *
   * @param run its name; empty for the latest
   */
  record Stop(String run) implements Errand {}
}
