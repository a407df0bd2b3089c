package dev.garrison.runner.redteam;

import dev.garrison.attacks.Attack;
import dev.garrison.core.PluginRegistry;
import dev.garrison.core.PluginSpec;
import dev.garrison.core.UserException;
import dev.garrison.runner.cli.RedTeamRequest;
import dev.garrison.runner.training.StopSignal;
import dev.garrison.runner.training.Training;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds out before the first run what would end one of them. */
final class Preflight {
  private final PluginRegistry registry;
  private final Plan plan;
  private final StopSignal stop;

  Preflight(PluginRegistry registry, Plan plan, StopSignal stop) {
    this.registry = registry;
    this.plan = plan;
    this.stop = stop;
  }

  /**
   * Trains with the first attack for a few steps, builds every other one's run and closes it again.
   * Only then is known how much memory a run needs.
   *
   * @throws UserException with all that is wrong, a line each
   */
  void refuseWhatCannotRun() {
    Set<String> problems = new LinkedHashSet<>();
    for (String attack : plan.attacks()) {
      if (stop.isAsked()) {
        return;
      }
      try {
        build(attack);
        if (attack.equals(plan.attacks().get(0))) {
          // A regression, which has no accuracy, shows here.
          TrialRun.run(registry, plan.rehearsal(), stop, plan.keys().get(0));
        }
      } catch (UserException e) {
        // The runner knows one attack only
        problems.add(e.getMessage().replaceFirst("^--attack: ", "--attacks: "));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\nerror: ", problems));
    }
  }

  private void build(String attack) {
    if (!attack.equals(RedTeamRequest.NONE)) {
      try {
        registry.describe(Attack.KIND, PluginSpec.parse(attack).name());
      } catch (UserException e) {
        // Also where the defence cannot be built, which would hide it
        throw new UserException("--attacks: " + e.getMessage(), e);
      }
    }
    TrialKey key = new TrialKey(attack, plan.request().firstSeed());
    Training.prepare(registry, plan.config(key), stop, 0).close();
  }
}
