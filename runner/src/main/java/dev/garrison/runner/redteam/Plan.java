package dev.garrison.runner.redteam;

import com.google.common.collect.ImmutableList;
import dev.garrison.attacks.Attack;
import dev.garrison.core.PluginDescription;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.Request;
import dev.garrison.runner.cli.RunConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Which runs a red team makes: the words of a runner's command line with an attack and a seed.
 *
 * @param words for the runner, without attack and seed
 * @param byzantine how many workers attack
 * @param attacks names, the clean run first
 * @param seeds how many, from 1
 */
record Plan(ImmutableList<String> words, int byzantine, ImmutableList<String> attacks, int seeds) {
  /** The clean run's name. */
  static final String NONE = "none";

  /** Where all steps wait for everybody, this attack costs time and changes no number. */
  static final String SLOW = "slow";

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

  int runs() {
    return attacks.size() * seeds;
  }

  /**
   * One run's configuration.
   *
   * @throws UserException if it is not one
   */
  RunConfig config(String attack, long seed) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--seed", Long.toString(seed), "--checkpoint-dir", "-", "--no-progress"));
    if (!attack.equals(NONE)) {
      all.addAll(List.of("--nb-real-byz-workers", Integer.toString(byzantine)));
      all.addAll(List.of("--attack", attack));
    }
    if (Request.parse(all.toArray(String[]::new)).action() instanceof Request.Run run) {
      return run.config();
    }
    throw new UserException(
        "a red team trains; leave out --help, --version, --list and --describe");
  }
}
