package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import dev.garrison.attacks.Attack;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.cli.Request;
import dev.garrison.runner.cli.RunConfig;
import java.util.stream.LongStream;

/**
 * Which runs a red team makes: the words of a runner's command line with an attack and a seed.
 *
 * @param request what was asked for
 * @param attacks names, the clean run first
 */
record Plan(RedTeamRequest request, ImmutableList<String> attacks) {
  private static final String NONE = RedTeamRequest.NONE;
  private static final int REHEARSAL_STEPS = 2;

  /** Where all steps wait for everybody, this attack costs time and changes no number. */
  private static final String SLOW = "slow";

  /**
   * With every attack that may change a result, and none, unless the request names some.
   *
   * @throws UserException if what the runner is told is wrong
   */
  static Plan of(RedTeamRequest request, PluginRegistry registry) {
    return new Plan(
        request, request.attacks().orElseGet(() -> allAttacks(registry, isEndless(request))));
  }

  private static boolean isEndless(RedTeamRequest request) {
    return new Plan(request, ImmutableList.of(NONE)).rehearsal().behaviour().stepWait().isEndless();
  }

  /**
   * Every attack that may change a result, and none.
   *
   * @param endless whether the steps wait for everybody
   */
  static ImmutableList<String> allAttacks(PluginRegistry registry, boolean endless) {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    names.add(NONE);
    registry.list(Attack.KIND).stream()
        .map(PluginDescription::name)
        .filter(name -> !(endless && name.equals(SLOW)))
        .forEach(names::add);
    return names.build();
  }

  /** Whether an attack is left out that the request did not name. */
  boolean leavesOutSlow() {
    return request.attacks().isEmpty() && !attacks.contains(SLOW);
  }

  ImmutableList<Long> seeds() {
    return LongStream.range(request.firstSeed(), request.firstSeed() + request.seeds())
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  /** All runs, a seed after the other: whoever stops early has seen every attack. */
  ImmutableList<TrialKey> keys() {
    return seeds().stream()
        .flatMap(seed -> attacks.stream().map(attack -> new TrialKey(attack, seed)))
        .collect(ImmutableList.toImmutableList());
  }

  /** A run's command line. */
  ImmutableList<String> words(TrialKey key) {
    return words(key, request.steps());
  }

  private ImmutableList<String> words(TrialKey key, long steps) {
    ImmutableList.Builder<String> all = ImmutableList.builder();
    all.addAll(request.words());
    all.add("--seed=" + key.seed(), "--max-step=" + steps, "--checkpoint-dir=-", "--no-progress");
    if (!key.attack().equals(NONE)) {
      all.addAll(request.attackedWords());
      all.add("--attack=" + key.attack());
    }
    return all.build();
  }

  /**
   * One run's configuration.
   *
   * @throws UserException if it is not one
   */
  RunConfig config(TrialKey key) {
    return config(words(key));
  }

  /** The first run, cut after a few steps. */
  RunConfig rehearsal() {
    return config(words(keys().get(0), REHEARSAL_STEPS));
  }

  /**
   * What a runner's command line says.
   *
   * @throws IllegalArgumentException if it does not train
   * @throws UserException if it is wrong
   */
  static RunConfig config(ImmutableList<String> words) {
    if (Request.parse(words.toArray(String[]::new)).action() instanceof Request.Run run) {
      return run.config();
    }
    throw new IllegalArgumentException("not a command that trains: " + words);
  }
}
